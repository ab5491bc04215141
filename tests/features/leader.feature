Feature: Those who lead see the whole, and everyone lands on her own work
  What is late is seen by whoever asked, whoever should answer, and those who lead; names only where there is a ground. Help is one press away.

  @R-030 @R-029 @R-033 @R-039 @I-04 @I-15
  Scenario Outline: A question about responsibility is not answered
    Given the pages are in <language>
    And it is Monday 7 September 2026 09:00
    And Kari Moen at Helse- og omsorgstorvet has opened a case for Mona Sæther
    And Kari asks Nav to take over, and nobody answers
    When the clock comes to Monday 21 September 2026 09:00
    And the work that waits for its time is done
    Then Berit Aune at Helse- og omsorgstorvet sees the name Mona Sæther among the late answers of her unit
    And Geir Holm at Nav sees the name Mona Sæther among the late answers of his unit
    And Anne Lise Viken at Kommunedirektøren sees the case of Mona Sæther there by its number and no name
    And Berit comes to the case by its row, and back by the menu
    And each list of the picture opens, as Berit sees it
    And each list of the picture opens, as Anne sees it

    @again
    Examples:
      | language |
      | bokmål   |

    @phone
    Examples: on a phone
      | language |
      | nynorsk  |

  @R-056 @PJL-5 @PJL-6 @I-04 @UU-1
  Scenario Outline: Each lands on her own work, and finds help
    Given the pages are in <language>
    And it is Monday 7 September 2026 09:00
    And Kari Moen at Helse- og omsorgstorvet has opened a case for Mona Sæther
    When Per Nygård at Kommunedirektøren looks up the access log of nobody
    Then Per is told: start_log_missed
    When Per looks up the access log of Mona Sæther
    Then Per stands at the access log, and may open nothing else of the case
    And Marit Haugan at Kommunedirektøren lands on a page that says: start_administrator
    And Ola Fjeld at Bygg og eiendom lands on a page that says: start_dwellings
    And Roy Dahl at rusteam lands on a page that says: start_met
    And Solveig Rian at Klagenemnda lands on a page that says: start_board_none
    And Berit Aune at Helse- og omsorgstorvet finds sharing and shielding by her own rights
    And help is one press from every page of the menu, as Berit sees it

    @again
    Examples:
      | language |
      | bokmål   |

    @phone
    Examples: on a phone
      | language |
      | nynorsk  |

    Examples: in English
      | language |
      | English  |
