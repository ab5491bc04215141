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

    Examples:
      | language |
      | bokmål   |

    @phone
    Examples: on a phone
      | language |
      | nynorsk  |
