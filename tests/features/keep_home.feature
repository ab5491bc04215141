Feature: A home that is in danger is kept
  The first rent that is missing is a reason to talk. Nothing is terminated before help is tried, and what she uses is never a ground.

  @levanger @R-152 @R-156 @R-161 @R-162 @R-163 @R-164 @R-166 @I-10 @HLL-2 @TVF-1 @UU-1
  Scenario Outline: From a contract written down late to a rent that is missing, help, and a home that is safe again
    Given the story of Ane has come to L10
    And the pages are in <language>
    And Ola Fjeld at Bygg og eiendom has these homes ready
      | number | street     | house | rooms | floor | quiet | rent |
      | 4-117  | Strandgata | 12    | 2     | 2     | yes   | 8500 |
    When the clock comes to Thursday 1 October 2026 09:00
    And Ola writes the contract about 4-117 from 1 October 2026 with a word about being sober
    Then Ola meets 422
    And Ola is told: lease_rule_condition_abstinence
    When Ola takes the word out, and the contract is read, signed and begun
    Then Ola is told: lease_state_running
    And the contract says «Levanger kommune», «Ane Solberg» and «Strandgata 12», and has a place for both to sign
    When the clock comes to Monday 2 November 2026 09:00
    And Ola writes down that 8500 kroner of rent are missing
    Then Ola is told: eviction_chance_arrears
    And the day of Silje Bakken at Psykisk helse oppfølgingstjenesten tells: task_kind_keep_home
    When Ola makes the first letter about the rent
    Then Ola is told: eviction_letter_was_made
    When Ola sends a warning because of what Ane uses
    Then Ola meets 422
    When Ola sends a warning because «Leien for november mangler.»
    Then Ola is told: eviction_chance_warning
    When Ola tries to end the contract before help is tried
    Then Ola is told: eviction_not_tried
    When Silje writes that they have talked, and that there is a plan for paying
    And Silje writes what Ane says: «Pengene kom for sent.»
    And Silje writes that the home is safe
    Then Silje is told: home_state_safe
    When Ola tells of an inspection on 12 November 2026
    Then Ola is told: lease_inspection_was_told
    When Silje and Ane begin on startlån and help with the rent until 1 December 2026
    And the work that waits for its time is done
    Then the day of Silje tells: task_kind_rent_payment_ends
    And Ola finds the contract on the list, and no number below five in the figures

    @again
    Examples:
      | language |
      | bokmål   |

    @phone @nn
    Examples: on a phone
      | language |
      | nynorsk  |
