Feature: Follow-up that stays
  The same few people come, when they said they would. A visit is written down where it was, in seconds; she knows who comes; and nobody is lost from sight.

  @both @R-235 @R-250 @R-236 @I-04 @I-14
  Scenario Outline: A visit is written down where it was, with one press, and put right without losing what stood
    Given the story of Ane has come to L10
    And the pages are in <language>
    And the clock comes to Tuesday 29 September 2026 12:00
    When Silje writes down a visit to Ane as the form stands
    Then Silje is told: visit_saved
    And Silje reads «00 00 00 06»
    When the clock comes to Tuesday 29 September 2026 13:00
    And Silje writes down that nobody answered
    Then Silje is told: visit_outcome_no_answer
    When the clock comes to Wednesday 30 September 2026 12:00
    And Silje writes down a visit at the café that went well: «Vi drakk kaffe og så på båtene.»
    Then Silje is told: visit_arena_cafe
    And Silje reads «Vi drakk kaffe og så på båtene.»
    When Silje puts the last visit right: «Vi drakk te og så på båtene.»
    Then Silje is told: visit_put_right
    And Silje reads «Vi drakk te og så på båtene.»
    And Silje does not read «Vi drakk kaffe»
    When Amira opens the follow-up of Ane
    Then Amira is told: visit_arena_cafe
    And Amira does not read «Vi drakk te»

    @phone
    Examples: on a phone
      | language |
      | bokmål   |
      | nynorsk  |

    Examples:
      | language |
      | English  |

  @both @phone @R-235 @R-250
  Scenario: The network goes away in a stairway, and it is one visit in the end
    Given the story of Ane has come to L10
    And the clock comes to Tuesday 29 September 2026 12:00
    When Silje fills in a visit to Ane: «Var glad for besøk.»
    And the network is away while Silje saves the visit
    Then Silje is told that the visit is not sent yet, and «Var glad for besøk.» still stands there
    When the network is back for the visit
    Then Silje is told: visit_saved
    And Ane has exactly 1 visit
    When Silje sends the same visit once more
    Then Ane has exactly 1 visit

  @both @R-233 @R-235 @R-024 @GDPR-6
  Scenario Outline: She knows who comes, when and why, on a sheet without an address
    Given the story of Ane has come to L10
    And the pages are in <language>
    And the clock comes to Tuesday 29 September 2026 12:00
    When Silje writes down a visit and agrees on a walk in a week
    And Silje opens the calendar for the fridge
    Then Silje reads «Silje Bakken»
    And Silje is told: visit_why_walk
    And the sheet says «Silje Bakken», «en tur» and «00 00 00 06», and nothing of «Kirkegata, helse, rus, Psykisk»
    When the clock comes to Tuesday 6 October 2026 13:00
    And Silje opens the page /besok
    Then Silje reads «Ane Solberg»
    When Silje writes down the visit that was agreed
    Then Silje is told: visit_written
    When Silje opens the page /
    Then Silje is told: visit_written

    @phone
    Examples: on a phone
      | language |
      | bokmål   |

    Examples:
      | language |
      | nynorsk  |

  @both @R-252
  Scenario Outline: The day turns out another, and the visit is moved instead of lost
    Given the story of Ane has come to L10
    And the pages are in <language>
    And the clock comes to Tuesday 29 September 2026 12:00
    When Silje writes down a visit and agrees on a walk in a week
    And the clock comes to Tuesday 6 October 2026 09:00
    And Silje says that it is a hard day for Ane
    Then Silje is told: visit_day_kept
    And Silje is told: day_form_heavy
    When Silje moves the visit of the day to tomorrow
    Then Silje is told: visit_moved_now
    When Amira opens the follow-up of Ane
    Then Amira does not read «sa Silje Bakken»

    @phone
    Examples: on a phone
      | language |
      | nynorsk  |

    Examples:
      | language |
      | bokmål   |

  @both @R-221 @R-225 @R-248 @R-237
  Scenario: Nobody is lost: who has not been met, and who lacks somebody to ring
    Given the story of Ane has come to L10
    And the clock comes to Tuesday 29 September 2026 12:00
    When Silje writes down a visit to Ane as the form stands
    Then Silje is told: visit_mind_no_deputy
    And Silje is told: visit_mind_first_few
    When the clock comes to Wednesday 14 October 2026 09:00
    And the work that waits for its time is done
    And Silje opens the page /
    Then Silje is told: task_kind_see_her
    When Trond opens the page /leder/oppfolging
    Then Trond reads «Ane Solberg»
    And Trond is told: continuity_lacks_contact
    When Trond chooses Silje as contact and another as deputy
    And Silje writes down a visit to Ane as the form stands
    And Trond opens the page /leder/oppfolging
    Then Trond does not read «Ane Solberg»

  @both @R-238 @R-247 @I-15
  Scenario: The leader sees whether everybody can be followed up, and nothing of few
    Given the story of Ane has come to L10
    And the clock comes to Tuesday 29 September 2026 12:00
    When Silje writes down a visit to Ane as the form stands
    And Trond opens the page /leder/oppfolging
    Then Trond is told: continuity_hours_not_said
    And Trond is told: continuity_few_persons
    When Trond says that Silje has 20 hours a week
    Then Trond is told: continuity_frame_saved
    And Trond is told: continuity_enough

  @both @kristiansund @K9 @K10 @R-218 @R-219
  Scenario: The same two come, and a newcomer does not stand alone where most is needed
    Given it is Wednesday 21 October 2026 09:00
    When Kari Moen at Tildeling og koordinering writes down that Ane asks for a home on the phone: «Jeg flytter inn i dag, og vil ha noen som ser innom»
    And Kari opens a case
    And Kari asks Enhet psykisk helse og rus to take over, and Ane agrees
    And the clock comes to Wednesday 21 October 2026 12:00
    And Silje Bakken at Enhet psykisk helse og rus takes the responsibility
    And Silje writes down a visit to Ane as the form stands
    And the clock comes to Thursday 22 October 2026 12:00
    And Thea Jørgensen at Enhet psykisk helse og rus writes down a visit to Ane as the form stands
    And Silje opens how stable it is
    Then Silje is told of 2 different people in October 2026
    When the clock comes to Monday 2 November 2026 10:00
    And Silje measures the functioning of Ane with 5 for each item
    And Trond Vik at Enhet psykisk helse og rus says that Thea is new until Friday 30 April 2027
    And Trond chooses Thea as the only contact
    Then Trond is told: visit_mind_pairing_needed
    When Trond chooses Silje as deputy
    Then Trond is not told: visit_mind_pairing_needed
