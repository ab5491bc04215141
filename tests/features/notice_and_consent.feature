Feature: The notice from the landlord, and who may know
  Help starts the first day. Ane decides who may see what, and a no costs her nothing: the rest of the case goes on.

  @L2 @R-162 @HLL-4 @TVF-2
  Scenario Outline: A notice without reasons may not count
    Given the story of Ane has come to L1
    And the pages are in <language>
    When Kari and Ane look at the notice from the landlord: in writing, without reasons, without a word on protest, received 1 September 2026
    Then Kari is told: lease_may_be_invalid
    And Kari is told: lease_rettshjelp
    And the page shows 1 October 2026

    @again
    Examples:
      | language |
      | bokmål   |

    @phone
    Examples: on a phone
      | language |
      | nynorsk  |

  @L3 @both @R-052 @R-064 @HPL-29 @PBRL-12 @HOL-19 @I-04
  Scenario Outline: Ane wants no contact with psykisk helse now
    Given the story of Ane has come to L2
    And the pages are in <language>
    When Ane says no to Psykisk helse oppfølgingstjenesten seeing her health, and Kari writes it down
    Then the consents say: consent_line_refused
    And Silje finds nobody by searching for «Ane Solberg»
    And Ane's case is to Silje as a case that is not there
    And Kari sees the case
    And Helse- og omsorgstorvet has the responsibility for Ane since 7 September 2026, as Kari sees it

    @again
    Examples:
      | language |
      | bokmål   |

    @phone
    Examples: on a phone
      | language |
      | nynorsk  |

  @L5 @both @R-052 @R-056 @HPL-22 @PJL-6 @I-04 @I-05
  Scenario Outline: Access comes with her yes, and every reading is noted
    Given the story of Ane has come to L4
    And the pages are in <language>
    And the clock comes to Tuesday 15 September 2026 10:00
    And Silje finds nobody by searching for «Ane Solberg»
    When Ane says yes to Psykisk helse oppfølgingstjenesten seeing health and housing until 15 March 2027, and Kari writes it down
    Then the consents say: consent_line_given
    And the page shows 15 March 2027
    And Silje finds Ane by searching for «Ane Solberg»
    And the access log that Kari opens does not name «Silje Bakken»
    And Silje opens the assessment
    And the access log that Kari opens names «Silje Bakken» at Psykisk helse oppfølgingstjenesten

    @again
    Examples:
      | language |
      | bokmål   |
      | nynorsk  |

    @phone
    Examples: on a phone
      | language |
      | English  |

  @R-052 @HPL-22 @I-04
  Scenario: A yes taken back works from that moment
    Given the story of Ane has come to L5
    When the clock comes to Wednesday 16 September 2026 09:00
    And Ane takes her yes back, and Kari writes it down
    Then Silje finds nobody by searching for «Ane Solberg»
    And Ane's case is to Silje as a case that is not there

  @R-056 @PJL-6 @I-05
  Scenario: Ane may have the list of who has looked
    Given the story of Ane has come to L6
    When Kari prints the log as a letter to Ane
    Then Kari reads «Silje Bakken»
    And Kari is told: access_letter_lead

  @R-051 @HPL-21 @PJL-3 @SOT-13 @FVL-13 @I-04
  Scenario: A Nav officer without ground finds nothing
    Given the story of Ane has come to L6
    Then Amira finds nobody by searching for «Ane Solberg»
    And Ane's case is to Amira as a case that is not there
    And the access log that Kari opens does not name «Amira Hussein»
