Feature: Who may know, on which ground, and who looks at it afterwards
  Sharing helps when it is open: what follows is shown first, what she has said no to stays closed, and every way past it is seen by her.

  @both @R-051 @R-054 @R-055 @R-062 @R-063 @FVL-13b @HPL-21 @HOL-19 @I-04
  Scenario Outline: The whole case in one operation, and no more than the ground covers
    Given the story of Ane has come to L6
    And Eli Sand at Kommunedirektøren writes how tildeling shares with Nav: «Del bare det som trengs denne uken.»
    And the pages are in <language>
    And Amira finds nobody by searching for «Ane Solberg»
    When Kari passes the case on to Nav for coordination on the ground H7, because «Nav skal hjelpe henne med å holde avtalene med legen.»
    Then Kari is told: sharing_outcome_ground
    And Kari is told: sharing_outcome_needs_yes
    And Kari is told: sharing_outcome_not_ours
    And Kari reads «Del bare det som trengs denne uken.»
    And Amira finds nobody by searching for «Ane Solberg»
    When Kari confirms what follows
    Then Kari is told: sharing_running
    And Amira finds Ane by searching for «Ane Solberg»
    And the log of Ane that Kari opens tells of Nav

    @again
    Examples:
      | language |
      | bokmål   |

    @phone
    Examples: on a phone
      | language |
      | nynorsk  |

  @both @R-052 @HPL-29 @PBRL-12 @I-04 @MODEL-6.4-6
  Scenario: She objects after sharing; two persons set it aside, and she is told
    Given the story of Ane has come to L6
    When Ane objects to Psykisk helse oppfølgingstjenesten seeing her health, and Kari writes it down
    Then Silje opens the assessment
    And Silje is told: secrecy_hidden_objected
    And a notice of access waits for Silje: notice_kind_access_ended
    When Kari asks to set it aside for Psykisk helse oppfølgingstjenesten, because «Hun har sagt at hun vil dø.»
    Then Kari is told: override_waits
    When Berit answers yes to what Kari asked
    Then Berit is told: override_tell_her
    When Silje opens the assessment
    Then Silje reads «Angst når hun er alene.»
    And the log of Ane that Kari opens tells of Psykisk helse oppfølgingstjenesten
    When Kari tells Ane in a talk
    Then the letter to Ane says «klage til statsforvalteren» and «innen fire uker»
    When Kari ends it
    And Silje opens the assessment
    Then Silje is told: secrecy_hidden_objected

  @both @HPL-23 @FVL-13b @PJL-3 @PJL-6 @R-056 @I-05 @MODEL-6.4-5
  Scenario Outline: A Nav officer has no ground; in an emergency she may read for two hours, and it is looked at
    Given the story of Ane has come to L6
    And the pages are in <language>
    And Ane's case is to Amira as a case that is not there
    When Amira opens the case of nobody in an emergency: «Ukjent mann truer noen.»
    Then Amira is told: emergency_none
    When Amira opens the case of Ane in an emergency: «Ane ringte og sa at hun ville dø.»
    Then Amira sees the case
    And a notice of access waits for Geir: notice_kind_emergency_begun
    And the log of Ane that Kari opens tells of Amira Hussein
    When 121 minutes go by
    Then Ane's case is to Amira as a case that is not there
    When Per Nygård at Kommunedirektøren judges that there was no reason to read
    Then Per is told: emergency_verdict_not_fine
    And Per does not read «Solberg»

    @again
    Examples:
      | language |
      | bokmål   |

    @phone
    Examples: on a phone
      | language |
      | nynorsk  |

  @GDPR-6 @HOL-19 @FVL-13 @I-04 @MODEL-6.4-13
  Scenario: A graded address, a shielded person, and a worker who is too close
    Given the story of Ane has come to L6
    When Kari grades the address of Ane
    Then Kari is told: shield_address_hidden
    And Kari does not read «Kirkegata»
    When Silje tells that she is too close to Ane
    Then Silje finds nobody by searching for «Ane Solberg»
    And Ane's case is to Silje as a case that is not there
    When Berit shields Ane
    Then Berit does not read «Solberg»
    And Jonas finds nobody by searching for «Ane Solberg»
    And Ane's case is to Jonas as a case that is not there
    And Kari sees the case

  @PJL-3 @HPL-21 @R-056
  Scenario: What stands out in the log is asked about, answered and closed
    Given the story of Ane has come to L7
    And Amira opens the duty of Nav and reads it
    When the clock comes to Wednesday 7 October 2026 09:00
    And the work that waits for its time is done
    And Per Nygård at Kommunedirektøren looks through the days
    Then Per is told: reads_title
    When Per asks the reader who stands out: «Hvorfor leste du her?»
    Then the reader answers that it was her work
    When Per closes it as work
    Then Per is told: finding_outcome_work_related

  @R-064 @R-052 @SPR-2
  Scenario Outline: She sees who will know what before she says yes
    Given the story of Ane has come to L4
    And the pages are in <language>
    When Kari asks Ane about Psykisk helse oppfølgingstjenesten seeing her health, and they read the sheet together
    Then Kari is told: sheet_no_costs_nothing
    And Kari is told: sheet_holds_health
    And the sheet can be printed

    @again
    Examples:
      | language |
      | bokmål   |
      | nynorsk  |

    @phone
    Examples: on a phone
      | language |
      | English  |

  @SOT-13 @PJL-6 @R-056
  Scenario: The police ask Nav where she is, and nothing else is given on that ground
    Given the story of Ane has come to L7
    When Amira writes that the police asked for a decision on the ground whereabouts
    Then Amira is told: disclosure_whereabouts_only
    When Amira writes that the police asked where she is on the ground whereabouts
    Then the log of Ane that Kari opens tells of Trøndelag politidistrikt
