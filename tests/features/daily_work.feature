Feature: The work around the cases
  Who has what, what nobody has taken, and what is new: the same for everyone in the unit, whatever device they use.

  @both @R-045 @R-029
  Scenario Outline: The leader gives a case to another worker, who finds it in her day
    Given the story of Ane has come to L1
    And the pages are in <language>
    And the clock comes to Monday 7 September 2026 11:00
    When Berit opens the unit's queue
    Then Berit reads «Ane»
    When Berit gives the case of Ane to Jonas Lund
    Then Berit is told: unit_given
    When Jonas opens the page /
    Then Jonas reads «Ane»
    When Kari opens the unit's queue
    Then Kari cannot take the case of Ane, which Jonas has

    Examples:
      | language |
      | bokmål   |

    @phone
    Examples: on a phone
      | language |
      | nynorsk  |
