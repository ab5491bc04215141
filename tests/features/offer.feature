Feature: From a yes to the keys
  Whoever has a yes to a home is offered one that suits, may see it and think, loses nothing by saying no, and nobody falls between who decides and who has the keys.

  @levanger @L11 @L12 @L13 @L14 @R-053 @R-186 @R-187 @R-188 @R-189 @R-192 @R-193 @I-06 @I-10 @FVL-27 @TIL-1 @PBRL-3 @MODEL-6.4-9
  Scenario Outline: Bygg og eiendom finds a home from what it must be, she says no to one and yes to the next, and moves in
    Given the story of Ane has come to L10
    And the pages are in <language>
    And Ola Fjeld at Bygg og eiendom has these homes ready
      | number | street     | house | rooms | floor | quiet | rent |
      | 4-117  | Strandgata | 12    | 2     | 2     | yes   | 8500 |
      | 4-118  | Nesvegen   | 3     | 2     | 1     | no    | 7500 |
    When the clock comes to Thursday 1 October 2026 09:00
    And Ola looks at what is to be done with offers and keys
    Then Ola is told: offer_stands_approved
    When Ola looks for a home for Ane
    Then Ola is told: offer_need_not_ground
    And Ola's page says nothing of «angst, Angst, ruser, diagnose, Mister»
    And «Strandgata 12» stands before «Nesvegen 3»
    When Ola offers «Nesvegen 3» until 8 October 2026
    Then Ola is told: offer_choice_missing
    When Ola offers «Nesvegen 3» until 8 October 2026 because it is the only one
    Then Ola is told: offer_made_notice
    When Ola makes the letter
    Then Ola is told: offer_sent_notice
    When Silje Bakken at Psykisk helse oppfølgingstjenesten writes that Ane says no, because it is not quiet
    Then Silje is told: offer_no_notice
    And Silje is told: offer_effect_never
    And Silje is told: offer_others_home_explain
    When Ola offers «Strandgata 12» until 8 October 2026
    Then Ola is told: offer_made_notice
    When Ola agrees that Ane sees it on 5 October 2026 at 12:00
    Then Ola is told: offer_viewing_notice
    When the clock comes to Monday 5 October 2026 12:30
    And Silje writes that Ane says yes
    Then Silje is told: offer_yes_notice
    When Ola makes the contract from 15 October 2026
    Then Ola is told: offer_lease_notice
    When Ola has the contract signed, and on 15 October 2026 gives the keys
    And Ola looks at the offers of Ane
    Then Ola is told: offer_state_moved_in
    And Ola is told: offer_keys
    When Ola ticks off «keys» of the day of moving in
    Then Ola is told: offer_point_notice
    When the clock comes to Friday 16 October 2026 10:00
    Then the day of Silje tells: task_kind_settling_in
    When Silje writes that it goes well
    Then Silje is told: offer_settled_notice

    @phone @nn
    Examples: on a phone
      | language |
      | nynorsk  |

  @levanger @L11 @L12 @R-053 @R-187 @R-188 @R-189 @I-06
  Scenario: On a desk screen the property unit reads what a home must be, and offers it
    Given the story of Ane has come to L8
    And Ola Fjeld at Bygg og eiendom has these homes ready
      | number | street     | house | rooms | floor | quiet | rent |
      | 4-117  | Strandgata | 12    | 2     | 2     | yes   | 8500 |
    When the clock comes to Thursday 1 October 2026 09:00
    And Ola looks at what is to be done with offers and keys
    And Ola looks for a home for Ane
    Then Ola's page says nothing of «angst, Angst, ruser, diagnose, Mister»
    When Ola offers «Strandgata 12» until 8 October 2026
    Then Ola is told: offer_made_notice
