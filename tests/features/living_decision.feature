Feature: The decision as a living tool
  What is decided can be changed quickly in Ane's favour, and never to her detriment before she has been told and has had her say.

  @L18 @R-096 @R-097 @R-098 @R-101 @R-116 @FVL-35 @I-14
  Scenario Outline: Whoever gives the help says that the need has grown, and one quick change makes the new letter
    Given the story of Ane has come to L10
    And the pages are in <language>
    And the clock comes to Thursday 3 December 2026 10:00
    When Silje says that the help hol_tjeneste is too little: more, «Hun trenger to besøk i uka.»
    Then Silje is told: decision_wish_noted
    When Kari opens the unit's decisions
    Then Kari reads «Ane Solberg»
    When Kari answers the wish by changing the decision
    And Kari changes the part hol_tjeneste quickly to 2 to 4 hours a week because «Du trenger mer hjelp nå.»
    Then Kari is told: decision_adjusted_issued
    And Kari reads the letter of version 2
    And the letter says «Du trenger mer hjelp nå.»
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

  @R-097 @R-103 @FVL-16 @FVL-24 @FVL-35 @PBRL-13 @I-07 @I-14
  Scenario Outline: Less help is decided only after Ane has been told and has had her say
    Given the story of Ane has come to L10
    And the pages are in <language>
    And the clock comes to Monday 2 November 2026 10:00
    When Kari gives Ane notice that the help hol_tjeneste may become less, with the answer by 10 November 2026
    Then Kari meets 422
    When Kari gives Ane notice that the help hol_tjeneste may become less, with the answer by 16 November 2026
    Then Kari is told: decision_notice_noted
    And Kari is told: decision_notice_waits
    When Kari reads the notice
    Then Kari reads «Fra to timer til én time i uka»
    When the clock comes to Thursday 5 November 2026 10:00
    And Kari writes down that Ane disagrees: «Jeg trenger begge timene.»
    Then Kari reads «Jeg trenger begge timene.»
    When Kari opens the part hol_tjeneste for the change that Ane was told of
    And Kari writes less help into the part hol_tjeneste, weighing what Ane said
    And Jonas controls the part hol_tjeneste
    And Jonas signs the part hol_tjeneste
    And Kari issues the decision
    Then Kari reads the letter of version 2
    And the letter says «Jeg trenger begge timene»
    When the clock comes to Monday 9 November 2026 08:30
    And the letter reaches Ane on paper on 9 November 2026, and Kari writes it down
    Then the limit to appeal the part hol_tjeneste is 7 December 2026 and the appeal body «Trøndelag»
    And the limit to appeal the part bolig is 19 October 2026 and the appeal body «klagenemnda i Levanger kommune»

    @again
    Examples:
      | language |
      | bokmål   |
      | nynorsk  |

    @phone
    Examples: on a phone
      | language |
      | English  |

  @R-091 @R-099 @R-103 @R-115 @FVL-6 @FVL-24 @TIL-1 @TIL-2 @BSL-14 @I-07
  Scenario: A no to the flat, a full unit, a part that comes later, and who may control
    Given the story of Ane has come to L7
    And the clock comes to Thursday 24 September 2026 10:00
    When Silje writes that the unit has room for 0 persons with talks_at_home
    And Kari begins a joint decision
    And Kari adds the part bistand for Helse- og omsorgstorvet
    And Kari adds the part bolig for Helse- og omsorgstorvet
    And Kari adds the part hol_tjeneste for Psykisk helse oppfølgingstjenesten
    And Kari adds the part sosial for Nav
    And Kari writes the part bistand
    And Kari refuses the part bolig because there is no money
    And Kari writes the part hol_tjeneste
    And Kari controls the part bistand
    Then Kari meets 422
    When Kari asks all the units
    And Jonas opens the check of the decision
    Then Jonas is told: decision_gap_full
    When Silje agrees to the part hol_tjeneste
    And Jonas controls the part bistand
    And Jonas controls the part bolig
    And Jonas controls the part hol_tjeneste
    And Jonas opens the signing of the part bistand
    Then Jonas sees the other decisions: bolig in bokmål, bustad in nynorsk
    When Jonas signs the part bistand
    And Jonas signs the part bolig
    And Jonas signs the part hol_tjeneste
    And Kari puts off the part sosial until 8 October 2026
    And Kari issues the decision
    Then Kari reads the letter of version 1
    And the letter says «Vi har ikke en bolig å tilby nå.»
    And the letter says «8. oktober 2026»
    When the clock comes to Monday 28 September 2026 08:30
    And the letter reaches Ane on paper on 28 September 2026, and Kari writes it down
    Then the limit to appeal the part bolig is 19 October 2026 and the appeal body «klagenemnda i Levanger kommune»
    When Kari tells Ane that the part sosial comes on 15 October 2026 instead
    Then the page shows 15 October 2026
    When Kari opens the part sosial that was to come
    And Amira writes the part sosial
    And Geir controls the part sosial
    And Amira signs the part sosial
    And Kari issues the decision
    Then Kari reads the letter of version 2
    And the letter says «Garanti for depositum»

  @FVL-6 @R-091
  Scenario: Who is partial steps out, and then neither controls nor signs
    Given the story of Ane has come to L7
    And the clock comes to Thursday 24 September 2026 10:00
    When Kari begins a joint decision
    And Kari adds the part bistand for Helse- og omsorgstorvet
    And Kari writes the part bistand
    And Jonas steps out of the case, close_to_person
    Then Jonas is told: decision_you_stepped_out
    When Jonas controls the part bistand
    Then Jonas meets 422

  @both @FVL-29 @PBRL-13 @EFV-1 @I-14
  Scenario: A wrong day of arrival is corrected, and a digital letter that nobody opens is alerted again
    Given the story of Ane has come to L8
    And the clock comes to Thursday 24 September 2026 12:00
    When Kari sends the letter to Ane's digital mailbox on 24 September 2026
    Then the limit to appeal the part bolig is 15 October 2026 and the appeal body «klagenemnda i Levanger kommune»
    When the clock comes to Thursday 1 October 2026 08:00
    And the work that waits for its time is done
    And Kari opens the page /
    Then Kari is told: task_kind_alert_again
    When Kari writes that Ane was alerted again on 1 October 2026
    And Kari corrects the day of arrival to 30 September 2026 because «Hun fikk ny telefon den dagen»
    Then the limit to appeal the part bolig is 21 October 2026 and the appeal body «klagenemnda i Levanger kommune»
    And the limit to appeal the part hol_tjeneste is 28 October 2026 and the appeal body «Trøndelag»
    And Kari reads «Hun fikk ny telefon den dagen»

  @R-100 @FVL-12 @FVL-29 @I-07
  Scenario: The letter goes to whoever acts for Ane, and the limits count from there
    Given the story of Ane has come to L7
    And the clock comes to Thursday 24 September 2026 10:00
    When Kari writes down that «Advokat Berg» acts for Ane
    And the decision is written and issued
    And Kari reads the letter of version 1
    Then the letter says «Advokat Berg»
    And the letter says «for Ane Solberg»
    When Kari opens the decision
    Then the letter can be sent to agent and nobody else
    When the clock comes to Monday 28 September 2026 08:30
    And the letter reaches the agent on paper on 28 September 2026, and Kari writes it down
    Then the limit to appeal the part bolig is 19 October 2026 and the appeal body «klagenemnda i Levanger kommune»
    And Kari reads «Fullmektig»
