Feature: Passing the baton on
  Who asks keeps the responsibility until the other has said yes. A no needs a reason, and nobody can take what is taken.

  @L10 @both @R-029 @R-031 @R-036 @IPF-1 @RET-1 @I-01 @I-02
  Scenario Outline: Helse- og omsorgstorvet asks, Psykisk helse oppfølgingstjenesten says yes
    Given the story of Ane has come to L8
    And the pages are in <language>
    And the clock comes to Friday 25 September 2026 09:00
    When Kari asks Psykisk helse oppfølgingstjenesten to take over, and Ane agrees
    Then Helse- og omsorgstorvet has the responsibility for Ane since 7 September 2026, as Kari sees it
    When the clock comes to Monday 28 September 2026 09:15
    And Silje takes the responsibility
    Then Silje is told: responsibility_accepted
    And Psykisk helse oppfølgingstjenesten has the responsibility for Ane since 28 September 2026, as Silje sees it
    And the duty «dwelling» of Helse- og omsorgstorvet stands as in_process, as Silje sees it
    And exactly one unit has had the responsibility at every instant

    @again
    Examples:
      | language |
      | bokmål   |

    @phone
    Examples: on a phone
      | language |
      | nynorsk  |

  @no-javascript @R-029 @UU-1 @I-02
  Scenario: The same without scripts
    Given the story of Ane has come to L8
    And the clock comes to Friday 25 September 2026 09:00
    When Kari asks Psykisk helse oppfølgingstjenesten to take over, and Ane agrees
    And the clock comes to Monday 28 September 2026 09:15
    And Silje takes the responsibility
    Then Silje is told: responsibility_accepted
    And Psykisk helse oppfølgingstjenesten has the responsibility for Ane since 28 September 2026, as Silje sees it

  @both @R-029 @I-02
  Scenario: The same offer cannot be accepted twice
    Given the story of Ane has come to L10a
    And the clock comes to Monday 28 September 2026 09:15
    When Silje has the page with the offer open
    And Trond Vik at Psykisk helse oppfølgingstjenesten takes the responsibility
    And Silje presses the button on the page left open
    Then Silje meets 409
    And Silje is told: responsibility_already_accepted
    And exactly one unit has had the responsibility at every instant

  @both @R-029 @I-02
  Scenario: An offer that is taken back cannot be accepted
    Given the story of Ane has come to L10a
    When Silje has the page with the offer open
    And Kari takes the question back
    And Silje presses the button on the page left open
    Then Silje is told that the offer is no longer theirs
    And Helse- og omsorgstorvet has the responsibility for Ane since 7 September 2026, as Kari sees it

  @both @R-029 @I-01 @I-02
  Scenario: Two press yes at once
    Given the story of Ane has come to L10a
    And the clock comes to Monday 28 September 2026 09:15
    When Silje and Trond accept in the same second
    Then one of them has it and the other is told that it is taken
    And exactly one unit has had the responsibility at every instant

  @R-031 @R-034 @I-02 @I-03
  Scenario: A no has a reason and a proposal, and the asker holds on
    Given the story of Ane has come to L10a
    When Silje says no: «Vi har ingen ledig før nyttår.»
    Then Silje is told: responsibility_refused
    And Helse- og omsorgstorvet has the responsibility for Ane since 7 September 2026, as Kari sees it
    And Kari reads «Vi har ingen ledig før nyttår.»

  @R-030 @I-02 @I-03
  Scenario: No answer in time: the leaders are told, and nobody has let go
    Given the story of Ane has come to L10a
    When the clock comes to Friday 2 October 2026 08:00
    And the work that waits for its time is done
    Then Helse- og omsorgstorvet has the responsibility for Ane since 7 September 2026, as Kari sees it
    And Kari is told: responsibility_answer_late
