Feature: One letter, several decisions
  Ane gets one letter. In it each decision keeps its own law, reasons, limit and appeal body, and none of it is a condition for the home.

  @L8 @R-091 @R-092 @R-093 @R-037 @R-099 @BSL-7 @BSL-8 @FVL-24 @PBRL-6 @HOL-14 @I-07 @I-08
  Scenario Outline: The joint decision is written, controlled, signed and issued
    Given the story of Ane has come to L7
    And the pages are in <language>
    And the clock comes to Thursday 24 September 2026 10:00
    When Kari begins a joint decision
    And Kari adds the part bistand for Helse- og omsorgstorvet
    And Kari adds the part bolig for Helse- og omsorgstorvet
    And Kari adds the part hol_tjeneste for Psykisk helse oppfølgingstjenesten
    And Kari adds the part sosial for Nav
    And Kari writes the part bistand
    And Kari writes the part bolig
    And Kari writes the part hol_tjeneste
    And Amira writes the part sosial
    And Jonas controls the part bistand
    And Jonas controls the part bolig
    And Jonas controls the part hol_tjeneste
    And Geir controls the part sosial
    And Jonas signs the part bistand
    And Jonas signs the part bolig
    And Jonas signs the part hol_tjeneste
    And Amira signs the part sosial
    And Kari issues the decision
    Then Kari is told: decision_issued_now
    And Kari reads the letter of version 1
    And the letter says «Jeg vil ha noe lite og stille»
    And the letter says «Samtaler hjemme hver uke»
    And the letter is a PDF that can be opened

    @again
    Examples:
      | language |
      | bokmål   |

    @phone
    Examples: on a phone
      | language |
      | nynorsk  |

  @L8 @R-070 @R-111 @BSL-8 @I-08
  Scenario: No signature while it is not said what the help is
    Given the story of Ane has come to L7
    And the clock comes to Thursday 24 September 2026 10:00
    When Kari begins a joint decision
    And Kari adds the part bistand for Helse- og omsorgstorvet
    And Kari writes the part bistand with the content «»
    And Jonas opens the check of the decision
    Then Jonas is told: decision_gap_content
    When Jonas controls the part bistand
    Then Jonas meets 422

  @R-109 @TIL-4 @I-10
  Scenario: A home carries no condition to receive help
    Given the story of Ane has come to L7
    And the clock comes to Thursday 24 September 2026 10:00
    When Kari begins a joint decision
    And Kari adds the part bistand for Helse- og omsorgstorvet
    And Kari adds the part bolig for Helse- og omsorgstorvet
    And Kari writes the part bolig with the content «Kommunal bolig med to rom. Du må ta imot oppfølging.»
    And Jonas opens the check of the decision
    Then Jonas is told: decision_gap_condition
    When Jonas controls the part bolig
    Then Jonas meets 422

  @R-108 @TIL-7 @FVL-23
  Scenario: Who has no authority under the law cannot sign
    Given the story of Ane has come to L7
    And the clock comes to Thursday 24 September 2026 10:00
    When Kari begins a joint decision
    And Kari adds the part sosial for Nav
    And Amira writes the part sosial
    And Geir controls the part sosial
    And Jonas signs the part sosial
    Then Jonas meets 422

  @L9 @both @R-103 @FVL-27 @FVL-29 @PBRL-13 @BSL-10 @TIL-2 @SOT-16 @HLG-1 @I-07
  Scenario Outline: Each part has its own limit and its own appeal body
    Given the story of Ane has come to L8
    And the pages are in <language>
    And the clock comes to Monday 28 September 2026 08:30
    When the letter reaches Ane on paper on 28 September 2026, and Kari writes it down
    Then the limit to appeal the part bistand is 19 October 2026 and the appeal body «Trøndelag»
    And the limit to appeal the part bolig is 19 October 2026 and the appeal body «klagenemnda i Levanger kommune»
    And the limit to appeal the part sosial is 19 October 2026 and the appeal body «Trøndelag»
    And the limit to appeal the part hol_tjeneste is 26 October 2026 and the appeal body «Trøndelag»

    @again
    Examples:
      | language |
      | bokmål   |

    @phone
    Examples: on a phone
      | language |
      | nynorsk  |

  @L11 @R-053 @R-188 @R-189 @FVL-13b @I-06
  Scenario Outline: Bygg og eiendom learns what the home must be, and nothing of why
    Given the story of Ane has come to L8
    And the pages are in <language>
    Then Ola Fjeld at Bygg og eiendom finds an order for a dwelling
    And the order says rooms: 2
    And the order says floor: decision_floor_not_ground
    And the order says quiet: decision_yes
    And the order says visits: 1
    And no page that Ola may open holds «angst, rus, diagnose, psykisk, Garanti, depositum»
    And Ane's case is to Ola as a case that is not there

    @again
    Examples:
      | language |
      | bokmål   |
      | nynorsk  |

    @phone
    Examples: on a phone
      | language |
      | English  |

  @L18 @R-096 @R-097 @R-098 @R-116 @FVL-35 @I-14
  Scenario Outline: The need grows: a new version of one part, and the first stays readable
    Given the story of Ane has come to L10
    And the pages are in <language>
    And the clock comes to Thursday 3 December 2026 10:00
    When Kari opens the part hol_tjeneste for a change in favour of Ane
    And Kari writes two visits a week into the part hol_tjeneste
    And Jonas controls the part hol_tjeneste
    And Jonas signs the part hol_tjeneste
    And Kari issues the decision
    Then Kari is told: decision_issued_now
    And Kari reads the letter of version 2
    And the letter says «Samtaler hjemme to ganger i uka»
    And Kari reads the letter of version 1
    And the letter says «Samtaler hjemme hver uke»

    @again
    Examples:
      | language |
      | bokmål   |

    @phone
    Examples: on a phone
      | language |
      | nynorsk  |
