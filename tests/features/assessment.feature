Feature: Finding out together what Ane needs
  The assessment is made where she is, in pieces, in her own words. Children are always asked about. Coordinator and individual plan are two
  offers with two answers.

  @L4 @R-065 @R-066 @R-068 @R-069 @R-058 @HPL-10a @BSL-1 @BSL-9
  Scenario Outline: The talk at the café
    Given the story of Ane has come to L3
    And the pages are in <language>
    And the clock comes to Thursday 10 September 2026 12:00
    When Kari begins the assessment from the talk at a café on 10 September 2026
    Then Kari sees on the assessment: assessment_lacks
    When Kari writes down Ane's wish for a home in her own words: «Lite, stille, ikke sammen med andre som ruser seg»
    And Kari writes down why the other parts wait
    And Kari writes down that Ane has no children
    And Kari considers that Ane is disadvantaged on the housing market: «Hun finner ikke bolig selv.»
    And Kari writes down what the home must be
    Then Kari sees on the assessment: assessment_complete
    And Kari reads «Lite, stille, ikke sammen med andre som ruser seg»

    @again
    Examples:
      | language |
      | bokmål   |

    @phone
    Examples: on a phone
      | language |
      | nynorsk  |

  @L4 @R-202 @R-203 @HOL-14 @PBRL-5 @IPF-2
  Scenario Outline: Coordinator yes, individual plan no
    Given the story of Ane has come to L3
    And the pages are in <language>
    And the clock comes to Thursday 10 September 2026 13:00
    When Ane says yes to a coordinator and no to an individual plan, and Kari writes both down
    Then Kari sees that the coordinator was answered yes and the plan no

    @again
    Examples:
      | language |
      | bokmål   |
      | nynorsk  |

    @phone
    Examples: on a phone
      | language |
      | English  |

  @L4 @R-069 @R-088 @PBRL-6
  Scenario: Ane reads what is written and says it is right
    Given the story of Ane has come to L4
    When Ane reads it through with Kari and says it is right
    Then Kari sees on the assessment: assessment_state_confirmed
