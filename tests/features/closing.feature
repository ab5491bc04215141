Feature: Cases that rest, close, and are never dropped
  A no is a no for today. A case rests until a day, is asked again, and closes only with her, by two, when nothing is left; and it opens again.

  @R-019 @R-225 @FVL-11d @FVL-12 @I-01 @I-03 @I-10
  Scenario Outline: From a no, through a rest and a talk, to a closing, and back
    Given the pages are in <language>
    And it is Monday 7 September 2026 09:00
    And Kari Moen at Helse- og omsorgstorvet has taken in Nora Lie, who asks only for a talk
    When Kari writes down that Nora wants no help now, to be asked again on 1 October 2026
    Then Kari is told: closing_decline_done
    When Kari lets the case rest until 1 October 2026 and looks at it herself
    Then Kari is told: closing_rest_begun
    When Kari opens the page /enhet/hviler
    Then Kari reads «Nora Lie»
    When the clock comes to Thursday 1 October 2026 08:00
    And the work that waits for its time is done
    And Kari opens the page of rest
    Then Kari is told: closing_rest_over
    When Kari asks Nora again, and the answer is not_now, until 20 October 2026
    Then Kari is told: closing_offer_again_later
    When Kari writes down a talk: «Jeg har fått jobb, og bor hos søsteren min.»
    Then Kari is told: talk_saved
    When Kari puts the talk right in the words of Nora: «Hos broren min.»
    Then Kari reads «Jeg har fått jobb, og bor hos søsteren min.»
    And Kari reads «Hos broren min.»
    When Kari proposes to close because does_not_cooperate, and Nora agrees
    Then Kari meets 422
    And Kari is told: closing_instead
    And Kari is told: closing_she_does_not
    When Kari proposes to close because help_finished, and Nora agrees
    Then Kari meets 422
    And Kari is told: closing_left
    When Kari answers what Nora asked
    And Kari proposes to close because help_finished, and Nora agrees
    Then Kari is told: closing_waits_title
    When Berit Aune at Helse- og omsorgstorvet says not yet: needs_help
    Then Berit is told: closing_refused_now
    When Kari proposes to close because help_finished, and Nora agrees
    And Berit agrees, and the letter is handed over
    Then Berit is told: closing_how_closed
    And the letter to Nora is kept
    When Kari opens the case again by hand
    Then Kari is told: closing_opened_again
    And exactly one unit has had the responsibility at every instant

    @again
    Examples:
      | language |
      | bokmål   |
      | nynorsk  |

    @phone
    Examples: on a phone
      | language |
      | English  |
