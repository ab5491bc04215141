Feature: Safe transitions
  Whoever is on the way from a hospital, a prison or child welfare is announced once, comes to a home, and is met by somebody with a name.

  @R-254 @R-255 @R-256 @R-258 @R-265 @R-266 @R-273 @USK-1 @USK-3 @USK-4 @USK-5 @HOL-18 @levanger
  Scenario Outline: From the hospital's message to a home, and met in the weeks after
    Given it is Monday 7 September 2026 09:00
    And the pages are in <language>
    And Kari Moen at Helse- og omsorgstorvet has opened a case for Mona Sæther
    When Kari announces that Mona is in hospital since yesterday and may lack a home
    Then Kari is told: transition_announced_now
    And the day of Kari tells: task_kind_claim_transition
    And Kari finds Mona in the queue of transitions, without a home answer
    When Kari takes the transition
    Then Kari is told: transition_claimed_now
    When the hospital says that Mona is ready, as Kari writes down
    Then Kari is told: transition_ready_now
    And Kari cannot say yes before there is a home and a name
    When Kari answers no until 9 September 2026
    Then Kari is told: transition_cannot_now
    And Kari sees that days are counted, and no sum without a price
    When Kari makes the letter «receives_not» to the ward
    Then Kari is told: transition_letter_made
    When the clock comes to Wednesday 9 September 2026 09:00
    And Kari writes that Mona comes to a temporary place, and that she meets her herself
    And Kari answers yes
    Then Kari is told: transition_can_now
    When Kari writes that Mona has moved on 9 September 2026
    Then Kari is told: transition_moved_now
    When Kari meets Mona on 10 September, 12 September, 16 September and 9 October 2026
    Then Kari is told: transition_met_now
    When Kari says that the transition is over
    Then Kari meets 409
    When Kari writes that they have met all together
    And Kari says that the transition is over
    Then Kari is told: transition_completed_now
    And the database holds together

    @again
    Examples:
      | language |
      | bokmål   |

    @phone @nn
    Examples: on a phone
      | language |
      | nynorsk  |

  @R-254 @R-260 @R-265 @R-266 @R-271 @USK-8 @en @levanger
  Scenario: Released from prison to a home of her own, met before the day and after
    Given it is Monday 7 September 2026 09:00
    And the pages are in English
    When Kari Moen at Helse- og omsorgstorvet writes down at the door that Siv Rognli is released on 8 October 2026
    Then Kari is told: transition_announced_now
    And Kari sees when Siv is to be met: 8 September, 1 October and 7 October 2026
    When the clock comes to Tuesday 8 September 2026 10:00
    And Kari meets Siv on 8 September 2026
    Then Kari is told: transition_met_now
    When Kari says that Siv is ready, before there is a home answer
    Then Kari meets 422
    When Kari writes that Siv comes to a home of her own, and that she meets her herself
    And Kari says that Siv is ready
    Then Kari is told: transition_ready_now
    When Kari answers yes
    And the clock comes to Thursday 8 October 2026 12:00
    And Kari writes that Siv has moved on 8 October 2026
    Then Kari is told: transition_moved_now
    When Kari meets Siv on 9 October, 11 October, 15 October and 7 November 2026
    And Kari writes that they have met all together
    And Kari says that the transition is over
    Then Kari is told: transition_completed_now
    And Kari may not read where Siv serves

  @R-254 @R-259 @R-271 @BVL-3 @phone @nn @levanger
  Scenario: From child welfare to adult services, with aftercare and an individual plan on the list
    Given it is Monday 7 September 2026 09:00
    And the pages are in nynorsk
    And Kari Moen at Helse- og omsorgstorvet has opened a case for Mona Sæther
    When Kari announces that Mona leaves child welfare on 1 December 2026
    Then Kari is told: transition_announced_now
    And Kari reads the words transition_point_aftercare, transition_point_individual_plan
    When Kari writes down that Mona was turned away, for being too ill
    Then Kari is told: transition_deviation_logged_now
    And Kari finds the deviation of Mona in the list of her unit

  @R-255 @USK-1 @USK-3 @levanger
  Scenario: Messages from wards come in as a file, tried first
    Given it is Monday 7 September 2026 12:00
    When Kari Moen at Helse- og omsorgstorvet tries a file of messages from wards with one that is wrong
    Then Kari meets 422
    When Kari reads a file of messages from wards in which Siv Rognli is ready
    Then Kari finds Siv in the queue of transitions, without a home answer
