Feature: The people around Ane, and her rights to what is written about her
  Who is close to her, what they may be told and who acts for her is hers to say. What others are asked, she sees. What is written, she gets; what is
  wrong stands corrected beside it.

  @R-057 @R-058 @PBRL-8 @FVL-12 @HPL-10a @MODEL-6.4-7
  Scenario Outline: Her mother, her lawyer and a little sister
    Given the story of Ane has come to L2
    And the pages are in <language>
    When Kari writes down Ane's mother as her nearest next of kin
    Then Kari cannot tell her mother anything on the ground that Ane has said yes
    When Ane says yes to her mother being told about «Bolig», and Kari writes it down
    Then Kari tells her mother something on the ground that Ane has said yes
    When Kari writes down that the lawyer «Advokat Eva Berg» acts for Ane in housing and appeals
    Then a letter on housing goes to «Advokat Eva Berg» and not to Ane
    When Kari writes down a little sister who must be seen
    Then Kari is told: relation_minor_open
    When the sister is followed up, and Kari writes it down
    Then Kari is told: relation_minor_closed

    @again
    Examples:
      | language |
      | bokmål   |

    @phone
    Examples: on a phone
      | language |
      | nynorsk  |

  @BVL-1 @BVL-2 @HPL-33
  Scenario: A notice to child welfare is the worker's own, and only dates
    Given the story of Ane has come to L2
    When Kari notes from Ane's case that she has told child welfare on 8 September 2026
    Then the page shows 29 September 2026
    And Jonas sees nothing of it

  @R-060 @BSL-12 @SOT-11 @FVL-17 @R-062
  Scenario Outline: The doctor is asked, and Ane sees the answer
    Given the story of Ane has come to L2
    And the pages are in <language>
    When Kari asks the doctor «Fastlege Bø» without writing how Ane said yes
    Then Kari is told: request_consent_missing
    When Ane said yes aloud, and Kari asks again
    Then the letter to the doctor names Ane and nothing of the case
    When the doctor answers «Nei, ikke uten heis.», and Kari shows it to Ane
    Then Kari is told: request_done

    @again
    Examples:
      | language |
      | bokmål   |

    @phone
    Examples: on a phone
      | language |
      | nynorsk  |

  @L17 @R-061 @I-04
  Scenario: The caretaker is worried, and gets a receipt
    Given the story of Ane has come to L2
    When Ola reports a broken window at «Ane Solberg»: «Ruta er knust, og hun virket redd.»
    Then Ola is told: request_concern_thanks
    And Ola does not read «redd»
    And Kari reads about it in Ane's case: «hun virket redd»
    When Kari has looked at it: «Var hjemme hos henne.»
    Then Kari reads «Var hjemme hos henne.»

  @PBRL-11 @FVL-18 @FVL-19 @GDPR-3 @HPL-42 @R-025 @I-14
  Scenario Outline: Ane gets all of it, and what is wrong is corrected beside
    Given the story of Ane has come to L5
    And the pages are in <language>
    When Ane asks for everything about her, and Kari registers it
    And Kari has the package made
    Then the package holds «Ane» and who has read about her
    When Kari hands it out to Ane
    Then Kari is told: privacy_handed
    When Ane says that «Har bodd ute i to år» in the assessment should be «Bodde hos en venn»
    And Kari corrects it
    Then the assessment says beside what stands: «Bodde hos en venn»

    @again
    Examples:
      | language |
      | bokmål   |
      | nynorsk  |

    @phone
    Examples: on a phone
      | language |
      | English  |
