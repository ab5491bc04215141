Feature: Kristiansund, where one unit allocates and coordinates
  She need not know whom to ask: one unit takes the call, has the responsibility from that minute, and nobody waits on the fence for a decision.

  @kristiansund @K1 @K2 @R-001 @R-013 @R-021 @R-094 @R-106 @BSL-7 @FVL-11a @PBRL-2 @I-01 @I-08 @I-09
  Scenario Outline: She phones, and the help begins before any decision
    Given it is Monday 14 September 2026 09:00
    And the pages are in <language>
    When Kari Moen at Tildeling og koordinering writes down that Ane asks for a home on the phone: «Jeg må flytte, og tør ikke ringe utleiere»
    Then the page shows 14 October 2026
    When Kari opens a case
    Then Tildeling og koordinering has the responsibility for Ane since 14 September 2026, as Kari sees it
    When the clock comes to Tuesday 15 September 2026 10:00
    And Kari gives informal help on 15 September 2026
    Then the help stands as: service_status_informal, as Kari sees it
    When the clock comes to Friday 18 September 2026 10:00
    And Kari starts talks at home on 18 September 2026, expected to last 6 months
    Then the help stands as: service_status_decide_now, as Kari sees it
    And exactly one unit has had the responsibility at every instant

    @again
    Examples:
      | language |
      | bokmål   |
      | nynorsk  |

    @phone
    Examples: on a phone
      | language |
      | English  |

  @kristiansund @K6 @K7 @K8 @K9 @R-092 @R-093 @R-105 @R-145 @R-146 @R-184 @R-187 @R-193 @I-01 @I-02 @I-10
  Scenario: An ordinary home because the shared one asks too much, one decision, all agencies, and the same two workers when she moves in
    Given it is Monday 14 September 2026 09:00
    And the pages are in bokmål
    And Kari Moen at Tildeling og koordinering has opened a case for Ane Solberg
    And Ola Fjeld at Eiendomsdrift has these homes ready
      | number | street     | house | rooms | floor | quiet | rent |
      | 4-301  | Fabrikken  | 2     | 2     | 1     | no    | 6200 |
      | 4-302  | Langveien  | 9     | 2     | 2     | yes   | 7900 |
    And Ola writes that «4-301» is shared living that asks for abstinence
    And Kari has written what counts for Ane, and said yes on 7 October 2026
    When Kari looks for a home for Ane
    And Kari writes that «Fabrikken 2» did not suit, because of its rule
    Then Kari is told: passed_reason_abstinence_rule
    When Kari offers «Langveien 9» until 14 October 2026
    Then Kari is told: offer_made_notice
    When Kari and Jonas Lund at Tildeling og koordinering issue a decision with help by need
    And the clock comes to Monday 12 October 2026 10:00
    And the letter reaches Ane on paper on 12 October 2026, and Kari writes it down
    Then the part bistand can be appealed until 2 November 2026, bolig until 2 November 2026 and hol_tjeneste until 9 November 2026
    When Kari writes the participant agreement with Ane
    And Kari writes that Ane says yes
    And the clock comes to Thursday 15 October 2026 10:00
    And Kari asks Enhet psykisk helse og rus to take over after the working group
    Then Tildeling og koordinering has the responsibility, as Kari sees it
    When the clock comes to Friday 16 October 2026 09:00
    And Thea Jørgensen at Enhet psykisk helse og rus takes the responsibility
    Then Enhet psykisk helse og rus has the responsibility, as Thea sees it
    And the contact and the deputy are two people, as Thea sees it
    When Ola makes the contract from 21 October 2026
    And Ola has the contract signed, and on 21 October 2026 gives the keys
    Then the contact and the deputy are two people, as Thea sees it
    And Ola's pages about Ane say nothing of «angst, behandling, diagnose, finner ikke noe selv»
    And exactly one unit has had the responsibility at every instant
