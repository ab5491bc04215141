Feature: The municipality looks after its own system
  Whoever administers Felles does it in the browser: what units are called and how they are reached, what a new profile would change, who has changed what,
  and a new password for someone who cannot sign in. A lawyer confirms the rows of the law.

  @R-024 @R-310 @ARK-2 @R-051
  Scenario Outline: A unit's name in letters, the trail of it, and a new profile
    Given it is Monday 7 September 2026 10:02
    And the pages are in <language>
    And Marit Haugan at Kommunedirektøren opens the page /administrasjon/enheter
    When Marit wants letters to call rusteam «rusteamet» and give its number «74 05 00 00»
    Then Marit is told: admin_unit_label
    When Marit wants letters to call rusteam «nærteamet» and give its number «74 05 00 00»
    Then Marit is told: admin_unit_done
    And Marit is told: admin_unit_is_corrected
    When Marit adds «Biblioteket» to the places to meet
    Then a worker who makes an appointment may choose «Biblioteket»
    When Marit asks the trail what Marit Haugan has done to units
    Then the trail shows that Marit Haugan has corrected one unit and nothing else
    And the file of the trail holds just that, and that it was taken out is in the trail
    When Marit opens the page /administrasjon/rettigheter
    Then Marit is told: admin_right_decision_sign
    When Marit tries a profile with an impossible number and a unit that is not there
    Then both faults are told with their lines
    When Marit tries a profile with 20500 inhabitants
    Then the page lays «20000» and «20500» side by side
    When Marit approves it without having read it
    Then Marit is told: admin_profile_read_first
    When Marit approves it
    Then Marit is told: admin_profile_how
    When the operator takes the approved profile in use
    And Marit opens the page /administrasjon/profil
    Then the profile in use is the one that Marit Haugan approved

    @again
    Examples:
      | language |
      | bokmål   |

    @phone
    Examples: on a phone
      | language |
      | nynorsk  |

  @ARK-2
  Scenario: A lawyer reads the rows of the law against the law itself
    Given it is Monday 7 September 2026 10:02
    And Eli Sand at Kommunedirektøren opens the page /lovgrunnlag
    Then Eli is told: law_unconfirmed_used
    When Eli finds TIL-2 wrong without writing what is wrong
    Then Eli is told: law_words_missing
    When Eli finds TIL-2 wrong: «Klagenemnda følger av § 28 andre ledd.»
    Then Eli is told: law_noted
    When Eli finds TIL-3 right
    Then Eli is told: law_group_confirmed
    When Marit Haugan at Kommunedirektøren opens the page /lovgrunnlag
    Then Marit reads «Feil, ifølge Eli Sand»
    And Marit reads «Lest mot loven av Eli Sand»

  @PJL-5
  Scenario: Silje has a new phone and has forgotten the password
    Given it is Monday 7 September 2026 10:02
    And the municipality has no provider, and Marit Haugan signs in with a password
    When Marit makes a one-time code for silje.bakken
    Then Marit is told: admin_code_once
    When Silje gives the code on her phone, in nynorsk
    Then she sees a picture for her app and chooses a password
    And she signs in with it and with a code from the app
    And the code she was given is worth nothing any more
    And nothing of the code or the password is in the log
