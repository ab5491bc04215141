Feature: Breaches of privacy are told of, and learnt from
  A list lies on a printer, a telephone is gone. Whoever sees it tells at once; the privacy officer has 72 hours, and those it is about get to know.

  @GDPR-4 @PJL-3 @both
  Scenario Outline: From a list on a printer to what was learnt
    Given the pages are in <language>
    And the screen is <screen>
    And it is Monday 7 September 2026 09:00
    And Kari Moen at Helse- og omsorgstorvet has taken in Nora Lie, who asks only for a talk
    When Kari tells that a list was left on the printer, known since 08:30
    Then Kari is told: breach_reported_notice
    When Per Nygård at Kommunedirektøren opens the page /avvik
    Then Per is told: breach_not_assessed_yet
    When Per opens the breach and closes it at once
    Then Per meets 422
    And Per is told: breach_not_assessed
    When Per assesses a high risk to one person
    Then Per is told: breach_assessed_notice
    And Per is told: breach_must_tell
    When the clock comes to Friday 11 September 2026 10:00
    And Per writes that Datatilsynet was told on 10 September 2026 at 12:00, without saying why so late
    Then Per meets 422
    And Per is told: breach_late_reason
    When Per says why it was late
    Then Per is told: breach_authority_notice
    When Per names the case of Nora, and writes that she was told in a talk on 10 September 2026
    Then Per is told: breach_told_notice
    When Per writes a measure and closes with what was learnt
    Then Per is told: breach_closed_notice
    When Per opens the page /avvik?vis=closed
    Then Per is told: breach_sent_late

    @again
    Examples:
      | language | screen        |
      | bokmål   | a desk screen |

    @phone
    Examples: on a phone
      | language | screen  |
      | nynorsk  | a phone |

  @GDPR-4
  Scenario: A worker tells of a breach and does not keep the register
    Given it is Monday 7 September 2026 09:00
    When Kari Moen at Helse- og omsorgstorvet opens the page /avvik
    Then Kari meets 403
