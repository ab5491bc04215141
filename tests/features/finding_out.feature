Feature: Finding out, in pieces and on paper
  The questions are data with versions. They are asked a few at a time, where she is; some come back on paper. Each answer stands in its own
  zone, and nothing that was once answered changes when the questions do.

  @R-068 @R-078 @R-079 @R-084 @R-085 @R-086 @TIL-6 @UU-1
  Scenario Outline: A few questions at a time, and what was said is read together
    Given the story of Ane has come to L4
    And the pages are in <language>
    And the clock comes to Friday 11 September 2026 10:00
    When Kari asks Ane about living in a home: own efforts «Har ringt på tolv annonser», cooking with_help
    Then Kari is told: assessment_answers_saved
    When Kari asks Ane about everyday life: sleep much
    Then Kari sees in the version of the assessment: «Har ringt på tolv annonser»

    @again
    Examples:
      | language |
      | bokmål   |

    @phone
    Examples: on a phone
      | language |
      | nynorsk  |

  @R-068 @R-058 @HPL-10a
  Scenario Outline: What Ane wrote on paper is entered with day and place
    Given the story of Ane has come to L4
    And the pages are in <language>
    And the clock comes to Monday 14 September 2026 10:00
    When Kari prints the paper form
    Then nothing on the paper form is about Ane
    When Kari enters the sheet from the talk at home on 12 September 2026: Ane wants «Tegne igjen» in her days, and expects a child
    Then Kari is told: assessment_paper_saved
    And Kari sees on the assessment: assessment_on_paper
    And Kari reads «Tegne igjen»
    When Kari writes down that someone to talk to was offered for the child
    Then Kari is told: assessment_saved_notice

    @again
    Examples:
      | language |
      | bokmål   |
      | nynorsk  |

    @phone
    Examples: on a phone
      | language |
      | English  |

  @R-068
  Scenario: A bad connection loses nothing that was typed
    Given the story of Ane has come to L4
    And the clock comes to Friday 11 September 2026 10:00
    When Kari types «Sover best når det er stille» about the home, and the connection is gone when it is to be saved
    Then the words stand there when Kari opens the page again

  @R-070
  Scenario: A decision that cannot wait for the rest
    Given the story of Ane has come to L3
    And the clock comes to Thursday 10 September 2026 12:00
    When Kari begins the assessment from the talk at a café on 10 September 2026
    And Kari writes why the decision cannot wait: «Ane mister boligen i morgen.»
    Then Kari is told: assessment_justified
    And Kari sees on the assessment: assessment_justified_mark

  @R-071 @R-088 @I-14 @MODEL-3.4
  Scenario: Something big happens, and the next version says what has changed
    Given the story of Ane has come to L4
    And Ane reads it through with Kari and says it is right
    When the clock comes to Monday 5 October 2026 09:00
    And Kari writes down that something big happened with her home
    Then Kari is told: assessment_event_saved
    And Kari sees on the assessment: assessment_state_outdated
    When Kari begins a new version from the talk at home on 5 October 2026, where Ane now wants «En bolig nær søsteren»
    Then Kari sees what has changed: «En bolig nær søsteren» instead of «En liten, stille leilighet. Ikke sammen med andre som ruser seg.»
