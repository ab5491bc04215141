Feature: Nobody gives up
  She may say no to all of it, or to a part, whenever she wants. The home stays hers, the case stays open, somebody says hello now and then,
  and when she says yes again she meets the one she knows.

  @K11 @K13 @K14 @K15 @R-222 @R-223 @R-224 @R-225 @R-241 @R-251 @R-279 @I-06 @I-10 @I-12 @kristiansund
  Scenario Outline: A no to everything in November, a caretaker at the door, a meeting of all, and a yes in January
    Given it is Monday 14 September 2026 09:00
    And the pages are in <language>
    When Kari Moen at Tildeling og koordinering writes down that Ane asks for a home on the phone: «Jeg må flytte»
    And Kari opens a case
    And Kari sets the dates of <group> from 26 November 2026
    And the clock comes to Friday 18 September 2026 10:00
    And Kari starts talks at home on 18 September 2026, expected to last 6 months
    And the clock comes to Tuesday 10 November 2026 11:00
    And the work that waits for its time is done
    And Kari reads what stands about the home, the help and the responsibility
    And Kari writes that Ane says no to all follow-up, and that Tor Hauge drops by, before Ane is asked
    Then Kari is told: engagement_ask_her_first
    When Kari has asked Ane, who says: «Nå vil jeg være i fred»
    Then Kari is told: engagement_state_declined
    And Kari is told: engagement_untouched_two
    And the page shows 24 November 2026
    And Kari reads «Nå vil jeg være i fred»
    And all that stood about the home, the help and the responsibility stands, as Kari sees it
    And the case cannot be closed because Ane says no, as Kari sees it
    And exactly one unit has had the responsibility at every instant
    And the verification finds that who says no is asked again
    When Tor Hauge at Eiendomsdrift opens the page /miljovaktmester
    Then Tor reads «Ane»
    And Tor does not read «fred»
    And no case opens for Tor
    When the clock comes to Tuesday 24 November 2026 12:00
    And Tor writes that he greeted, and comes again on 8 December 2026
    Then Tor is told: caretaker_saved
    And the page shows 8 December 2026
    When Kari calls the meeting on 26 November 2026 with Geir Holm, Trond Vik, Anne Lise Viken, Ola Fjeld, Flyktning
    And Kari writes that Ane comes and that her next of kin is not to be asked
    And the clock comes to Thursday 26 November 2026 09:05
    And Kari opens the meeting with Kari Moen, Geir Holm, Trond Vik, Anne Lise Viken, Ola Fjeld, Flyktning there
    And Kari writes what they found out together: «Vaktmesteren, Tempokjelleren og en erfaringskonsulent hvis hun vil»
    And Kari writes that the meeting place is open and the peer is there
    Then Kari is told: engagement_state_watch
    And Kari is told: meanwhile_kind_meeting_place
    When the clock comes to Friday 11 December 2026 15:00
    And the meeting place counts 14 visitors, with no field for a name
    And Roy Dahl at Housing First-team has had a talk between equals, with no field but the day
    Then no case opens for Roy
    When the clock comes to Tuesday 12 January 2027 10:00
    And the work that waits for its time is done
    And Kari opens the page where Ane says yes again
    Then Kari reads <same>
    When Kari writes that Ane says yes again: «Kom innom»
    Then Kari is told: engagement_state_building
    When Kari writes that the follow-up is under way
    Then Kari is told: engagement_state_active
    And all that stood about the home, the help and the responsibility stands, as Kari sees it
    And exactly one unit has had the responsibility at every instant

    @again
    Examples:
      | language | group                         | same                                      |
      | bokmål   | Boligsosial arbeidsgruppe     | «Kari Moen er kontakten til Ane, som før» |

    @phone @nn
    Examples: on a phone
      | language | group                         | same                                      |
      | nynorsk  | Bustadsosial arbeidsgruppe    | «Kari Moen er kontakten til Ane, som før» |

  @phone @R-249 @R-251 @R-226 @R-272 @kristiansund
  Scenario: No to one thing and not to the rest, clear limits, another way, and a contact when life turns, in English on a phone
    Given it is Monday 14 September 2026 09:00
    And the pages are in English
    When Kari Moen at Tildeling og koordinering writes down that Ane asks for a home on the phone: «Jeg må flytte»
    And Kari opens a case
    And the clock comes to Friday 18 September 2026 10:00
    And Kari starts talks at home on 18 September 2026, expected to last 6 months
    And Kari says on her page that they are getting to know each other
    Then Kari is told: engagement_state_building
    When Kari writes that Ane says no, without saying to what
    Then Kari meets 422
    When Kari writes that Ane says no to talks at home only
    Then Kari is told: engagement_state_declined_partly
    And Kari is told: service_kind_talks_at_home
    When Ane says yes to that again, and Kari writes it down
    Then Kari is told: engagement_state_active
    When Kari writes that they help with «Going along to the doctor» and not with «Lending money»
    Then Kari reads «Lending money»
    When Kari has shown it to Ane
    Then Kari is told: engagement_shown_done
    When Kari writes that they try other_place now, and look at it on 20 October 2026
    Then Kari is told: rethink_kind_other_place
    When the clock comes to Monday 2 October 2028 10:00
    And Kari writes that Ane has lost_someone on 30 September 2028
    Then Kari is told: life_event_kind_lost_someone
    And the page shows 5 October 2028
    And the day of Kari tells: task_kind_contact_after_event
    When Kari has been in touch with Ane
    Then Kari is told: engagement_met_done

  @K12 @R-221 @AML-1 @I-04 @I-15 @kristiansund
  Scenario Outline: A visitor threatens a worker: she is looked after, two go together until it has been looked at, and nobody else is told
    Given it is Monday 14 September 2026 09:00
    And the pages are in <language>
    When Kari Moen at Tildeling og koordinering writes down that Ane asks for a home on the phone: «Jeg må flytte»
    And Kari opens a case
    And the clock comes to Thursday 12 November 2026 13:00
    And Kari books a home visit on 16 November 2026
    And Kari tells that a visitor threatened her at the door: «En gjest truet meg i trappa»
    Then Kari is told: safety_reported
    When Kari proposes that two go together
    Then Kari is told: safety_waits
    And the page shows 12 February 2027
    And Kari may not answer it herself
    And the list of appointments says that two go together, as Kari sees it, and not when it is printed
    When Berit Aune at Tildeling og koordinering opens the page /trygt
    Then Berit is told: incident_kind_threat
    When Berit looks after Kari
    Then Berit is told: care_step_talked_with
    When Berit says yes to two going together
    Then Berit is told: safety_approved_now
    And it stands in no letter, no extract and no figure, and no other unit is told
    When the clock comes to Saturday 13 February 2027 08:00
    And the work that waits for its time is done
    And Berit opens the page /trygt
    Then Berit is told: safety_late
    And the list of appointments says that two go together, as Kari sees it, and not when it is printed
    When Berit finds that it is needed no more
    Then Berit is told: safety_over_now

    @again
    Examples:
      | language |
      | bokmål   |

    @phone @nn
    Examples: on a phone
      | language |
      | nynorsk  |

  @A16 @R-329 @R-328 @alesund
  Scenario: A talk between equals is a day, and the peer sees no case
    Given it is Friday 18 September 2026 15:00
    And Kari Moen at Nav has opened a case for Ane Solberg
    When Roy Dahl at Virksomhet psykisk helse og rustiltak has had a talk between equals, with no field but the day
    Then Roy is told: peer_saved
    And no case opens for Roy
