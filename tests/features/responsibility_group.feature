Feature: Something happens between two meetings of the responsibility group
  She and those she wants there sit around one table. What is agreed gets a name and a day, else the meeting cannot close. When nothing was done since last
  time it is said, and the leader looks at it. Her doctor gets a message, and sees nothing of Felles.

  @L15 @L16 @R-204 @R-206 @R-288 @R-300 @I-12
  Scenario Outline: Two groups around Ane: the second closes as it should because one thing is done
    Given the story of Ane has come to L10
    And the pages are in <language>
    When the clock comes to Monday 5 October 2026 09:00
    And Silje calls Ane's group on Thursday 22 October 2026 with Nav, and she comes
    Then Silje is told: group_planned_now
    When Silje writes that Ane wants her doctor there since 5 October 2026: «Fastlege Per Hansen»
    And Silje invites the doctor by electronic message: «Gå gjennom medisinene sammen med Ane»
    Then Silje is told: group_is_invited
    And the message to the doctor says «Ane Solberg» and «Gå gjennom medisinene» and nothing of «angst»
    When Silje writes that the doctor has got it, number «APP-7731», and sends word: «Ny resept er klar»
    Then Silje is told: group_sends_word
    And Silje reads «Ny resept er klar»
    When the clock comes to Wednesday 21 October 2026 09:00
    And the work that waits for its time is done
    And Silje opens the group of Ane's next meeting
    Then Silje is told: group_remind_do
    When Silje reminds Ane
    And the clock comes to Thursday 22 October 2026 09:00
    And Silje opens the group's meeting with Ane there
    And Silje proposes laundry, which nobody takes
    And Silje closes the group's meeting, and they meet again on 19 November 2026
    Then Silje meets 422
    And Silje is told: group_action_without
    When Silje writes that Ane does it herself by 12 November 2026
    And Silje agrees that she does shopping by 5 November 2026
    And Silje closes the group's meeting, and they meet again on 19 November 2026
    Then Silje is told: group_closed_now
    And the page shows 19 November 2026
    And the minutes to Ane say «Vi vasker klær og handler sammen»
    When Silje gives Ane the minutes, read together
    And the clock comes to Monday 16 November 2026 09:00
    And Silje writes that Ane comes to the next meeting
    And the clock comes to Thursday 19 November 2026 09:00
    And Silje opens the group's meeting with Ane there
    Then Silje is told: group_nothing_done
    When Silje closes the group's meeting, and they meet again on 17 December 2026
    Then Silje meets 422
    And Silje is told: group_hindrance_missing
    When Silje marks one thing as done
    And Silje closes the group's meeting, and they meet again on 17 December 2026
    Then Silje is told: group_closed_now
    And Silje does not read the warning that nothing was done
    And verification finds the meetings and the groups as they should be

    Examples:
      | language |
      | English  |

    @phone @again
    Examples: on a phone
      | language |
      | nynorsk  |

  @L16 @R-204
  Scenario: Nothing was done: what stood in the way is said, and the leader gets it to look at
    Given the story of Ane has come to L10
    When the clock comes to Monday 5 October 2026 09:00
    And Silje calls Ane's group on Thursday 22 October 2026 with Nav, and she comes
    And the clock comes to Thursday 22 October 2026 09:00
    And Silje opens the group's meeting with Ane there
    And Silje agrees that she does shopping by 5 November 2026
    And Silje closes the group's meeting, and they meet again on 19 November 2026
    And the clock comes to Monday 16 November 2026 09:00
    And Silje writes that Ane comes to the next meeting
    And the clock comes to Thursday 19 November 2026 09:00
    And Silje opens the group's meeting with Ane there
    And Silje closes the group's meeting because hard_time, and they meet again on 17 December 2026
    Then Silje is told: group_stood_still
    When the leader of the coordinator opens the group of Ane and has looked at it
    Then the present worker is told: group_looked
    And verification finds the meetings and the groups as they should be

  @R-204 @R-206
  Scenario: Twelve weeks pass without a meeting
    Given the story of Ane has come to L10
    When the clock comes to Monday 5 October 2026 09:00
    And Silje calls Ane's group on Thursday 22 October 2026 with Nav, and she comes
    And the clock comes to Friday 23 October 2026 09:00
    And the work that waits for its time is done
    And Silje opens the group of Ane
    Then Silje is told: group_missed_why
    When the clock comes to Tuesday 5 January 2027 09:00
    And the work that waits for its time is done
    And Silje opens the group of Ane
    Then Silje is told: group_overdue
    And verification finds the meetings and the groups as they should be
    When Silje ends the group because another_way
    Then Silje is told: group_ended_now
