Feature: Help that starts before the decision, and what each unit owes
  Nobody waits for a decision to be helped. Help that will last more than fourteen days needs one, and says so in time.

  @L6 @R-021 @R-094 @R-095 @PBRL-2 @I-09
  Scenario Outline: Ten days of talks at home need no decision; half a year does
    Given the story of Ane has come to L5
    And the pages are in <language>
    And the clock comes to Thursday 17 September 2026 13:00
    When Silje starts talks at home on 17 September 2026, expected to last 10 days
    Then the help stands as: service_status_fine, as Silje sees it
    And the page shows 27 September 2026
    When the clock comes to Monday 21 September 2026 09:00
    And Silje now expects them to last 6 months
    Then the help stands as: service_status_decide_now, as Kari sees it

    @again
    Examples:
      | language |
      | bokmål   |

    @phone
    Examples: on a phone
      | language |
      | nynorsk  |

  @L7 @both @R-027 @R-036 @SOT-4 @SOT-13 @I-04
  Scenario Outline: Nav is asked for a deposit guarantee, and only Nav sees the amount
    Given the story of Ane has come to L6b
    And the pages are in <language>
    And the clock comes to Monday 21 September 2026 10:00
    When Kari asks Nav for a deposit guarantee
    Then the duty «deposit» of Nav stands as in_process, as Kari sees it
    When the clock comes to Tuesday 22 September 2026 10:00
    And Amira grants it: 24123 kroner, «Garanti for tre måneders leie»
    Then the duty «deposit» of Nav stands as granted, as Kari sees it
    And no page that Kari may open holds «24123, 24 123, tre måneders leie»

    @again
    Examples:
      | language |
      | bokmål   |
      | nynorsk  |

    @phone
    Examples: on a phone
      | language |
      | English  |

  @L6 @R-053 @HPL-21 @I-04 @I-06
  Scenario: What psykisk helse writes about her health reaches neither Nav nor Bygg og eiendom
    Given the story of Ane has come to L8
    Then no page that Amira may open holds «Angst når hun er alene»
    And no page that Ola may open holds «Angst når hun er alene»
    And the access log that Kari opens names «Kari Moen» at Helse- og omsorgstorvet
