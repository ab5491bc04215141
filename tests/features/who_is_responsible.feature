Feature: When units disagree about who is responsible
  Disagreement never stops the help. Whoever is right, the case has its holder all the while, and someone with authority decides in time.

  @alesund @R-026 @R-028 @R-031 @R-034 @R-041 @IPF-1 @IPF-4 @HOL-4 @I-01 @I-02 @I-03
  Scenario Outline: A no, a disagreement, a date that passes, a ruling, and one more look
    Given the pages are in <language>
    And it is Monday 7 September 2026 09:00
    And Kari Moen at Nav has opened a case for Mona Sæther
    And Kari has asked Virksomhet psykisk helse og rustiltak to take over, and Trond Vik at Virksomhet psykisk helse og rustiltak has said no: «Vi mener det handler om bolig.»
    When Kari says that they disagree, and that Virksomhet psykisk helse og rustiltak should have it
    Then Kari is told: responsibility_dispute_sent
    And Nav has the responsibility, as Kari sees it
    And Trond adds what Mona says: «Jeg vil helst snakke med Silje.»
    When the clock comes to Tuesday 15 September 2026 08:00
    And the work that waits for its time is done
    Then the day of Kari tells: desk_alert_dispute_late
    And the day of Trond tells: desk_alert_dispute_late
    And the day of Anne Lise Viken at Team Helse og velferd tells: desk_alert_dispute_late
    When Anne decides in her queue that Virksomhet psykisk helse og rustiltak has it, and Nav keeps the economy
    Then Anne is told: responsibility_dispute_ruled
    And Virksomhet psykisk helse og rustiltak has the responsibility, as Kari sees it
    And Kari sees until when Nav finds the case
    When Trond asks for another look
    And Tor Johannessen at Team Helse og velferd answers that it stands
    Then Trond reads that the ruling stands
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

  @kommune-b @R-028 @R-041 @SOT-1 @I-03
  Scenario: Nav asks for the responsibility to be settled, and nobody judges without authority
    Given it is Monday 7 September 2026 09:00
    And Kari Moen at kontoret for tildeling has opened a case for Mona Sæther
    And Kari has given Nav the duty economy
    When Amira Hussein at Nav asks for the responsibility to be settled
    Then Amira is told: responsibility_dispute_sent
    And kontoret for tildeling has the responsibility, as Amira sees it
    When the clock comes to Tuesday 8 September 2026 10:00
    And Anne Lise Viken at kontoret for tildeling decides in her queue that ressurstjenesten has it
    Then ressurstjenesten has the responsibility, as Silje Bakken at ressurstjenesten sees it
    And exactly one unit has had the responsibility at every instant
