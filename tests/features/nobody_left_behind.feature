Feature: Nobody is left behind
  A worker leaves, units become one, someone outside says no, someone is away: the person always has someone, and it is always known who.

  @R-046 @R-248 @R-269 @FVL-6 @I-01 @I-03
  Scenario: A worker with thirty persons leaves: all go over in one act, and nobody to somebody too close
    Given it is Monday 7 September 2026 09:00
    And Kari Moen at Helse- og omsorgstorvet has opened 30 cases
    And Jonas Lund at Helse- og omsorgstorvet has told that the seventh is a friend
    When the clock comes to Tuesday 8 September 2026 09:00
    And Berit Aune at Helse- og omsorgstorvet writes that Kari Moen leaves on 30 September 2026
    Then Berit sees 30 persons without a successor
    When Berit chooses Jonas Lund for all who have nobody, and hands them over
    Then Berit meets 422
    And Berit is told: responsibility_staff_barred
    When Berit takes the seventh herself, and hands them over
    Then Berit is told: succession_moved_now
    And Berit sees that Jonas Lund has 29 and she herself 1
    And the person is looked back on with the new one, as Jonas sees it
    When the clock comes to Thursday 1 October 2026 08:00
    And the work that waits for its time is done
    Then Kari Moen is no longer at work at Helse- og omsorgstorvet
    And exactly one unit has had the responsibility at every instant

  @R-027 @R-032 @R-034 @R-046 @R-047 @R-039 @R-040 @R-248 @R-048 @R-049 @R-030 @R-033 @R-044 @R-050 @I-01 @I-03 @I-15
  Scenario Outline: A leaving, an answer from outside, a wish for another, and a merger
    Given the pages are in <language>
    And it is Monday 7 September 2026 09:00
    And Kari Moen at Helse- og omsorgstorvet has opened a case for Mona Sæther
    And it is Monday 7 September 2026 10:00
    And Kari Moen at Helse- og omsorgstorvet has opened a case for Per Lie
    When the clock comes to Tuesday 8 September 2026 09:00
    And Berit Aune at Helse- og omsorgstorvet writes that Kari Moen leaves on 30 September 2026
    Then Berit sees 2 persons without a successor
    When Berit chooses Jonas Lund for each, to meet on 20 September 2026, and hands them over
    Then Berit is told: succession_moved_now
    And the case is Jonas Lund's, as Jonas Lund at Helse- og omsorgstorvet sees it
    When Jonas asks the GP with consent, and writes down the no: «De mener det er kommunen.»
    Then Jonas is told: responsibility_outside_written_down
    When the clock comes to Wednesday 9 September 2026 09:00
    And Jonas writes down that the person wants another worker
    And Berit says yes, and Berit Aune takes over
    Then Berit is told: roles_change_answered
    And the contact and the deputy are two people, as Berit sees it
    When the clock comes to Thursday 1 October 2026 08:00
    And the work that waits for its time is done
    Then Kari Moen is no longer at work at Helse- og omsorgstorvet
    And the picture of steering names no numbers below five, as Berit sees it
    When Anne Lise Viken at Kommunedirektøren merges Helse- og omsorgstorvet into rusteam
    Then rusteam has the responsibility, as Ingrid Solhaug at rusteam sees it
    And exactly one unit has had the responsibility at every instant

    @again
    Examples:
      | language |
      | bokmål   |

    @phone
    Examples: on a phone
      | language |
      | nynorsk  |
