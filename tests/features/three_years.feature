Feature: Three years of one life
  From the first contact to a home, a group around her and a plan of her own, a no, a yes again, another worker, a home she buys, and a unit that becomes part of
  another: at every turn somebody has the responsibility, and what she said holds.

  @L12 @L13 @L14 @L15 @L16 @R-047 @R-156 @R-157 @R-186 @R-187 @R-202 @R-204 @R-205 @R-206 @R-208 @R-222 @R-225 @R-251 @R-269 @R-270 @I-01 @I-03 @I-10
  @I-13 @HLL-2
  Scenario: Ane from September 2026 to the autumn of 2029
    Given the story of Ane has come to L10
    And Ola Fjeld at Bygg og eiendom has these homes ready
      | number | street     | house | rooms | floor | quiet | rent |
      | 4-117  | Strandgata | 12    | 2     | 2     | yes   | 8500 |
    When the clock comes to Thursday 1 October 2026 09:00
    And Ola offers «Strandgata 12» until 8 October 2026
    And the clock comes to Monday 5 October 2026 09:00
    And Silje writes that Ane says yes
    Then Silje is told: offer_yes_notice
    When Ola makes the contract from 15 October 2026
    And Silje calls Ane's group on Thursday 22 October 2026 with Nav, and she comes
    And Ola has the contract signed, and on 15 October 2026 gives the keys
    And Ola opens the lease of Ane
    Then the page shows 14 October 2029
    When the clock comes to Thursday 22 October 2026 09:00
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
    When the clock comes to Tuesday 1 December 2026 09:00
    And Ingrid writes down that Ane now says yes to the plan
    And Ingrid begins the plan
    And Ingrid writes down a goal of Ane: «Jeg vil eie det stedet jeg bor.» as other
    Then Ingrid reads «Jeg vil eie det stedet jeg bor.»
    When the clock comes to Monday 11 January 2027 09:00
    And Silje writes that Ane says no, without saying to what
    Then Silje meets 422
    When Silje writes that Ane says no to talks at home only
    Then Silje is told: engagement_state_declined_partly
    When the clock comes to Monday 3 May 2027 09:00
    And the work that waits for its time is done
    And Silje opens the group of Ane
    Then Silje is told: group_overdue
    And verification finds the meetings and the groups as they should be
    When Silje ends the group because she_wishes
    Then Silje is told: group_ended_now
    When Silje reads what stands about the home, the help and the responsibility
    And Silje writes that Ane says no to all follow-up: «Nå vil jeg klare meg selv»
    Then Silje is told: engagement_state_declined
    And all that stood about the home, the help and the responsibility stands, as Silje sees it
    When the clock comes to Monday 17 May 2027 09:00
    And the work that waits for its time is done
    Then the day of Silje tells: task_kind_offer_again
    When the clock comes to Monday 4 October 2027 09:00
    And Silje opens the page where Ane says yes again
    And Silje writes that Ane says yes again: «Kom innom»
    And Silje writes that the follow-up is under way
    Then Silje is told: engagement_state_active
    When the clock comes to Monday 10 January 2028 09:00
    And Silje writes down that the person wants another worker
    And Trond says yes, and Trond Vik takes over
    Then Trond is told: roles_change_answered
    And the day of Trond tells: task_kind_warm_handover
    And the person is looked back on with the new one, as Trond sees it
    When the clock comes to Monday 15 January 2029 08:00
    And the work that waits for its time is done
    Then the day of lease tells Ola of the end of the contract
    When Trond and Ane look at startlån together
    And Ola writes the talk about the contract: she moves on to a home she buys
    And the clock comes to Saturday 1 September 2029 09:00
    And Ola writes that Ane has moved to a home of her own on 1 September 2029
    Then Trond sees the case
    When the clock comes to Monday 3 September 2029 09:00
    And the work that waits for its time is done
    And Anne Lise Viken at Kommunedirektøren merges Psykisk helse oppfølgingstjenesten into rusteam
    Then exactly one unit has had the responsibility at every instant
