Feature: Three years of one life
  From the first contact to a group around her, a no, a yes again, another worker, and a unit that becomes part of another: at every turn somebody has the
  responsibility, and what she said holds.

  @L15 @L16 @R-204 @R-206 @R-225 @R-270 @I-01 @I-03 @I-10
  Scenario: Ane from September 2026 to the autumn of 2029
    Given the story of Ane has come to L10
    When the clock comes to Monday 5 October 2026 09:00
    And Silje calls Ane's group on Thursday 22 October 2026 with Nav, and she comes
    And the clock comes to Thursday 22 October 2026 09:00
    And Silje opens the group's meeting with Ane there
    And Silje agrees that she does shopping by 5 November 2026
    And Silje closes the group's meeting, and they meet again on 19 November 2026
    Then Silje is told: group_closed_now
    When the clock comes to Monday 16 November 2026 09:00
    And Silje writes that Ane comes to the next meeting
    And the clock comes to Thursday 19 November 2026 09:00
    And Silje opens the group's meeting with Ane there
    And Silje marks one thing as done
    And Silje closes the group's meeting, and they meet again on 4 February 2027
    Then Silje is told: group_closed_now
    When the clock comes to Monday 3 May 2027 09:00
    And the work that waits for its time is done
    And Silje opens the group of Ane
    Then Silje is told: group_overdue
    And verification finds the meetings and the groups as they should be
    When Silje ends the group because she_wishes
    Then Silje is told: group_ended_now
    When the clock comes to Monday 4 September 2028 09:00
    And Silje calls Ane's group on Thursday 14 September 2028 with Nav, and she comes
    And the clock comes to Thursday 14 September 2028 09:00
    And Silje opens the group's meeting with Ane there
    And Silje agrees that she does work_school by 2 October 2028
    And Silje closes the group's meeting, and they meet again on 12 October 2028
    Then Silje is told: group_closed_now
    When the clock comes to Monday 3 September 2029 09:00
    And the work that waits for its time is done
    And Anne Lise Viken at Kommunedirektøren merges Psykisk helse oppfølgingstjenesten into rusteam
    Then exactly one unit has had the responsibility at every instant
