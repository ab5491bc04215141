Feature: What several units find out and say together
  The person approves the words that everyone may read, and each unit confirms them. Who comes to the talk is for her to say. What belongs to one
  zone stays there: the team's review, the economy, functioning and competence.

  @R-087 @R-088 @R-066 @I-04
  Scenario Outline: The need as we understand it together
    Given the story of Ane has come to L7
    And the pages are in <language>
    And the clock comes to Tuesday 22 September 2026 10:00
    When Kari writes a draft of the shared need: «Et rolig hjem, og noen å ringe til.»
    Then Amira does not see the shared need
    When Ane approves the shared need together with Kari
    And Kari writes what motivates Ane, and Ane approves it: «Å tegne, og hunden til søsteren.»
    Then Amira sees on the overview «Et rolig hjem, og noen å ringe til.» and «Å tegne, og hunden til søsteren.»
    When Amira confirms the shared need
    And Silje says that something in the shared need is not right
    Then Kari sees what the units say: need_answer_agrees and need_answer_not_right
    When Ane takes back what motivates her
    Then Amira does not see what motivates Ane

    Examples:
      | language |
      | English  |

    @phone @again
    Examples: on a phone
      | language |
      | nynorsk  |

  @R-067 @R-052
  Scenario: Who comes to the talk is for Ane to say
    Given the story of Ane has come to L7
    And the clock comes to Tuesday 22 September 2026 10:00
    When Kari invites Psykisk helse oppfølgingstjenesten to the talk on 24 September 2026 without asking Ane
    Then Kari meets 422
    And Kari is told: together_must_agree
    When Kari invites rusteam to the talk on 24 September 2026, and Ane wants it
    Then Kari meets 422
    And Kari is told: together_ask_first
    When Kari invites Psykisk helse oppfølgingstjenesten to the talk on 24 September 2026, and Ane wants it
    Then Kari is told: together_invited
    When Silje answers that they will come
    Then Silje is told: together_answered

  @R-082 @R-083 @I-04
  Scenario Outline: The review and the economy stay each in its zone
    Given the story of Ane has come to L7
    And the pages are in <language>
    And the clock comes to Tuesday 22 September 2026 10:00
    When Kari writes in the review about the case: «Mister boligen 31. oktober.»
    And Amira writes in the review about the economy: «Inkasso på strøm.»
    And Silje writes in the review about the condition: «Sover bedre.»
    Then Kari sees that the review is whole
    And Kari does not read «Inkasso på strøm.»
    When Amira adds a step to the economy: «Ringe strømselskapet»
    Then Amira is told: together_step_added
    And Kari does not see the step «Ringe strømselskapet»
    When Amira finishes the step
    Then Amira is told: together_step_done

    @again
    Examples:
      | language |
      | bokmål   |

    @phone
    Examples: on a phone
      | language |
      | nynorsk  |

  @R-072 @R-073 @PBRL-10 @I-04
  Scenario Outline: Functioning and competence are for health personnel
    Given the story of Ane has come to L7
    And the pages are in <language>
    And the clock comes to Tuesday 22 September 2026 10:00
    When Silje measures the functioning of Ane with 2 for each item
    Then Silje is told: evaluation_saved
    And the level is told in the words of both: 12
    When Silje writes that Ane cannot decide about «Tannbehandling i narkose», because of a no
    Then Silje meets 422
    And Silje is told: competence_never_for_use
    And Kari cannot write about competence

    @again
    Examples:
      | language |
      | bokmål   |

    @phone
    Examples: on a phone
      | language |
      | nynorsk  |

  @BSL-2 @BSL-3 @SOT-6
  Scenario Outline: Who the act is for, and which municipality
    Given the story of Ane has come to L4
    And the pages are in <language>
    And the clock comes to Friday 11 September 2026 10:00
    When Kari answers that Ane is lawfully here: unknown
    Then Kari is told: eligibility_outcome_ask
    When Kari answers that Ane is lawfully here: no
    Then Kari is told: eligibility_saved_outside
    When Kari answers that Ane is lawfully here: yes
    Then Kari is told: eligibility_outcome_applies
    When Kari writes that Ane has lived in Verdal since 1 March 2024, and is in an institution in Trondheim since 1 September 2026
    Then the municipality responsible is Verdal

    @again
    Examples:
      | language |
      | bokmål   |
      | nynorsk  |

    @phone
    Examples: on a phone
      | language |
      | English  |

  @R-071 @R-074 @R-075 @R-076 @R-077 @R-024 @I-15
  Scenario: Ane counts in a number, and nowhere else
    Given the story of Ane has come to L7
    And the clock comes to Tuesday 22 September 2026 10:00
    When Silje answers for the statistics that both are suspected
    Then no page of the case that Kari opens says what was answered
    When Berit counts today
    Then Berit is told: target_counted
    And the count shows few and never one
