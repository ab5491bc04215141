Feature: The plan she owns
  A plan begins with what is good, holds her goals in her own words, and says who does what by when. Nobody gets an individual plan without having said
  yes, what she says no to is offered again, and she decides who reads each part.

  @R-202 @R-203 @IPF-2 @HOL-14 @PBRL-5
  Scenario Outline: The plan and the coordinator are two offers, and only a yes makes a plan
    Given the story of Ane has come to L4
    And the pages are in <language>
    And the clock comes to Tuesday 15 September 2026 10:00
    When Kari opens the plan of Ane
    Then Kari is told: plan_individual_refused
    And there is no way to begin the plan
    When Kari writes down that Ane now says yes to the plan
    And Kari begins the plan
    Then Kari is told: plan_begun
    When Kari writes down that Ane now says no to the plan
    And Kari opens the plan of Ane
    Then Kari is told: plan_individual_ended
    When the clock comes to Tuesday 16 March 2027 10:00
    And the work that waits for its time is done
    And Kari opens the plan of Ane
    Then Kari is told: plan_ask_again

    Examples:
      | language |
      | English  |

    @phone @again
    Examples: on a phone
      | language |
      | nynorsk  |

  @R-205 @R-207 @R-208 @R-213 @R-214 @R-217
  Scenario Outline: What is good, her goals, and who does what by when
    Given the story of Ane has come to L7
    And the pages are in <language>
    And the clock comes to Tuesday 22 September 2026 10:00
    When Kari writes what is good: «Jeg tegner, og jeg gir meg ikke.» and what Ane hopes for: «En hund.»
    And Kari writes down a goal of Ane: «Jeg vil bruke mindre, og aldri alene.» as harm_reduction
    Then Kari reads «Jeg tegner, og jeg gir meg ikke.»
    And Kari reads «Jeg vil bruke mindre, og aldri alene.»
    And Kari is told: goal_kind_harm_reduction
    When Kari takes the goal a step further
    Then Kari is told: goal_state_agreed
    When Kari agrees that she does «Hver tirsdag» with laundry for the goal within 1 October 2026
    Then Kari is told: goal_state_pursued
    And Kari reads «Hver tirsdag»
    When the clock comes to Friday 2 October 2026 09:00
    And the work that waits for its time is done
    And Kari opens the plan of Ane
    Then Kari is told: plan_was_due
    When Kari puts it off to 9 October 2026 because of illness
    Then Kari is told: plan_action_moved
    When Kari says that it is done: «Det gikk fint. Ane valgte programmet.»
    Then Kari is told: plan_action_done_notice
    When Ane says the goal anew: «Jeg vil ha dager helt uten.»
    Then Kari reads «Jeg vil bruke mindre, og aldri alene.»
    And Kari reads «Jeg vil ha dager helt uten.»

    Examples:
      | language |
      | English  |

    @phone @again
    Examples: on a phone
      | language |
      | nynorsk  |

  @R-212
  Scenario Outline: The page for hard days works on a phone and on paper
    Given the story of Ane has come to L7
    And the pages are in <language>
    And the clock comes to Tuesday 22 September 2026 10:00
    When Kari writes what helps Ane on a hard day: «Kaffe. Ikke snakk om alt på en gang.»
    And Kari adds Søster with the phone «900 00 317» to those Ane wants to call
    Then the page for hard days says «Kaffe. Ikke snakk om alt på en gang.» and dials 90000317, 116117 and 113
    And the page for hard days is a sheet of paper in nb and nn

    @again
    Examples:
      | language |
      | bokmål   |

    @phone
    Examples: on a phone
      | language |
      | nynorsk  |
      | English  |

  @R-205 @I-04
  Scenario: Ane decides who reads each part, and no more than secrecy allows
    Given the story of Ane has come to L7
    And the clock comes to Tuesday 22 September 2026 10:00
    When Kari writes down a goal of Ane: «Jeg vil bo for meg selv.» as other
    And Silje opens the plan of Ane
    Then Silje does not read «Jeg vil bo for meg selv.»
    When Ane says yes to Psykisk helse oppfølgingstjenesten reading the plan
    And Silje opens the plan of Ane
    Then Silje reads «Jeg vil bo for meg selv.»
    When Ane decides that Psykisk helse oppfølgingstjenesten does not read goals
    And Silje opens the plan of Ane
    Then Silje does not read «Jeg vil bo for meg selv.»
    And Silje is told: plan_closed_by_her

  @R-216 @R-207
  Scenario: What was tried and learned is kept, and a form that is wrong says where
    Given the story of Ane has come to L7
    And the clock comes to Tuesday 22 September 2026 10:00
    When Kari writes that «Alle avtaler på mandag» was tried on 24 September 2026, and «For mye på én dag.» learned
    Then Kari meets 422
    And Kari is told: plan_tried_later
    When Kari writes that «Alle avtaler på mandag» was tried on 21 September 2026, and «For mye på én dag.» learned
    Then Kari reads «For mye på én dag.»
    When Kari agrees on food by somebody on no day
    Then Kari meets 422
    And Kari is told: plan_day_missing

  @IPF-6 @R-209 @IPF-5
  Scenario: The ten points, a day to look at it again, and figures that name nobody
    Given the story of Ane has come to L7
    And the clock comes to Tuesday 22 September 2026 10:00
    When Kari writes down that Ane now says yes to the plan
    And Kari begins the plan
    And Kari takes the plan into use until it is looked at on 22 January 2027
    Then Kari meets 422
    And Kari is told: plan_points_missing
    When Kari writes all that the plan must hold
    And Kari writes down a goal of Ane: «Jeg vil bo for meg selv.» as other
    And Kari agrees on food by Ane herself on 1 October 2026
    And Kari takes the plan into use until it is looked at on 22 January 2027
    Then Kari is told: plan_in_use
    When the clock comes to Monday 4 January 2027 10:00
    And the work that waits for its time is done
    And Kari opens the plan of Ane
    Then Kari is told: task_kind_revise_plan
    When Kari writes down a message from the clinic «Poliklinikken i Levanger»
    Then Kari is told: plan_notice_saved
    And Kari reads «Poliklinikken i Levanger»
    When Berit opens the page /leder/planer
    Then Berit is told: plan_figures_about
    And Berit does not read «Solberg»
