Feature: One door in
  However someone comes to us, what was asked for is written down, someone has it within a day, and whoever told us is told when an answer comes.

  @R-003 @R-001 @EFV-1 @kommune-b @phone
  Scenario Outline: A doctor refers to a named service, and gets a receipt
    Given it is Monday 7 September 2026 10:02
    And the pages are in <language>
    When Kari Moen at kontoret for tildeling writes down a contact
      | given_name   | Ane                            |
      | family_name  | Solberg                        |
      | born         | 2.4.1999                       |
      | what         | Ber om samtaler hos tjenesten. |
      | channel      | doctor                         |
      | sender       | service                        |
      | sender_name  | Fjellgata legesenter           |
      | knows        | yes                            |
      | asked_unit   | ressurstjenesten               |
    Then Kari is told: intake_registered
    And the receipt as Kari prints it says «A.S., 1999»
    And the receipt as Kari prints it says «7. oktober 2026»
    And the receipt as Kari prints it does not say «Ane»
    When Kari notes that the receipt was posted
    Then Kari is told: intake_sender_told
    And Silje Bakken at ressurstjenesten finds Ane among the contacts that wait

    Examples:
      | language |
      | nynorsk  |

  @R-014 @R-013 @kommune-b
  Scenario: Specialist care has one port in, also when someone else picks up the telephone
    Given it is Monday 7 September 2026 10:02
    When Silje Bakken at ressurstjenesten writes down a contact
      | given_name | Ane                      |
      | what       | Skrives ut i neste uke.  |
      | channel    | hospital                 |
      | sender     | service                  |
      | knows      | yes                      |
    Then the contact is with kontoret for tildeling
    And Kari Moen at kontoret for tildeling finds Ane among the contacts that wait
    And Kari is told: intake_specialist

  @R-006 @R-017 @R-005 @alesund
  Scenario: A volunteer tells of someone without getting to see more than that it was received
    Given it is Monday 7 September 2026 10:02
    When someone at Blå Kors, Frelsesarmeen/varmestua og andre frivillige writes down a contact
      | given_name | Ane                            |
      | what       | Trenger noen å snakke med.     |
      | channel    | voluntary                      |
      | sender     | voluntary                      |
      | knows      | no                             |
    Then the volunteer sees who has it, and cannot open more
    And Amira Hussein at Nav finds Ane among the contacts that wait
    When Amira opens a case
    Then Amira has the task tell_person
    When Amira tells Ane of the message
    Then Amira is told: intake_told_now

  @R-007 @BSL-13 @FVL-11
  Scenario Outline: What nobody takes is seen, and what came wrong is sent on with a word to the sender
    Given it is Monday 7 September 2026 10:02
    And the pages are in <language>
    When Roy Dahl at rusteam writes down in the short form that Ane needs «noen å snakke med»
    Then Roy is told: intake_receipt_waiting
    When the clock comes to Wednesday 9 September 2026 08:30
    And Kari Moen at Helse- og omsorgstorvet opens the page /henvendelser
    Then Kari is told: intake_late_title
    When Kari takes the contact
    Then Kari is told: intake_taken_by_you
    When Kari sends the contact to Psykisk helse oppfølgingstjenesten
    Then Kari is told: intake_told_spoken
    When Kari notes that the sender was told of it
    Then Kari is told: intake_sender_told
    And Silje Bakken at Psykisk helse oppfølgingstjenesten finds Ane among the contacts that wait
    And the page shows 7 October 2026

    Examples:
      | language |
      | English  |

    @phone @again
    Examples: on a phone
      | language |
      | nynorsk  |

  @R-002 @R-001 @phone @nn
  Scenario: In the street the network goes away, and nothing is lost
    Given it is Monday 7 September 2026 10:02
    When Roy Dahl at rusteam fills in the short form for Ane: «Fryser, og har ingen å spørre»
    And the network is away while Roy sends it
    Then Roy is told that it is not sent yet, and everything typed still stands there
    When the network is back
    Then Roy is told: intake_receipt_who
    And there is exactly one contact about Ane

  @BSL-7 @I-08
  Scenario: Help with a home may be asked for in any words
    Given it is Monday 7 September 2026 10:02
    When Kari Moen at Helse- og omsorgstorvet writes down a contact
      | given_name | Ane                                           |
      | what       | Må ut av leiligheten og vet ikke hvor hun skal. |
      | channel    | phone                                         |
      | sender     | person                                        |
    Then Kari meets 422
    And Kari is told: intake_home_lead
    When Kari answers that it is help with a home
    Then Kari is told: intake_asks_housing_status
    And Kari cannot finish the contact without a case

  @R-025 @R-024
  Scenario Outline: Words that hurt are shown with better ones before they are written
    Given it is Monday 7 September 2026 10:02
    And the pages are in <language>
    When Kari Moen at Helse- og omsorgstorvet writes down a contact
      | given_name | Ane                                                |
      | what       | Narkoman, kjent her fra før. Vil snakke med noen.  |
      | channel    | phone                                              |
      | sender     | person                                             |
    Then Kari meets 422
    And Kari is told: intake_words_lead
    And Kari reads «<better>»
    When Kari writes instead «Bruker rusmidler. Vil snakke med noen.»
    Then Kari is told: intake_registered

    Examples:
      | language | better                           |
      | bokmål   | en person som bruker rusmidler   |
      | nynorsk  | ein person som bruker rusmiddel  |
      | English  | a person who uses drugs          |

  @A4 @R-008 @R-009 @R-020 @R-023 @R-022 @alesund
  Scenario: Help with the application at the service desk, a round with a last day, and an appointment with Nav
    Given it is Tuesday 15 September 2026 10:00
    And Kari Moen at Nav makes a round of applications that closes on 25 September 2026
    When someone at Servicekontoret helps Ane to apply for a home, and she signs
    Then the contact is with Nav
    When Amira Hussein at Nav makes an appointment for Ane on 17 September 2026 at 10:30
    Then Amira is told: intake_appointment_made
    And Amira finds Ane on the list of the round that closes on 25 September 2026
    When the clock comes to Thursday 17 September 2026 10:30
    And Amira notes that Nav has begun to find out about work and activity
    Then Amira is told: intake_mapping_begun

  @R-018 @I-15
  Scenario: Those who keep away are counted, and only counted
    Given it is Monday 7 September 2026 10:02
    When Kari Moen at Helse- og omsorgstorvet counts 12 who keep away
    Then Kari is told: intake_outside_counted
    And Kari reads «12»
    When Kari counts 3 who keep away
    Then Kari reads «1–4»

  @R-001 @I-14
  Scenario Outline: The same person twice becomes one, and two again if that was wrong
    Given it is Monday 7 September 2026 10:02
    And the pages are in <language>
    And Ane Solberg, born 2.4.1999, has a case at Helse- og omsorgstorvet through Kari Moen at Helse- og omsorgstorvet
    When Kari writes down a contact
      | given_name  | Anne               |
      | family_name | Solberg            |
      | born        | 2.4.1999           |
      | what        | Vil snakke med noen. |
      | channel     | phone              |
      | sender      | person             |
    Then Kari meets 422
    And Kari is told: intake_same_may_be
    When Kari answers that this is someone new
    And Kari opens a case
    Then Kari is told: intake_case_opened
    When Berit Aune at Helse- og omsorgstorvet joins the two
    Then Berit is told: intake_same_done
    And there is one open case
    When Berit parts them again
    Then Berit is told: intake_parted
    And there are two open cases

    Examples:
      | language |
      | English  |

    @phone @again
    Examples: on a phone
      | language |
      | nynorsk  |
