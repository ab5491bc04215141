Feature: The first contact
  Whoever meets the person first writes down what is asked for, in the person's own words. The clock for an answer starts that day, and from
  the moment a case is opened one unit has the responsibility, until another takes it over.

  @L1 @R-001 @R-004 @R-007 @R-012 @R-026 @R-029 @BSL-7 @FVL-11a @I-01 @I-08 @UU-1 @SPR-1
  Scenario Outline: Ane asks for a municipal flat at the counter
    Given it is Monday 7 September 2026 10:02
    And the pages are in <language>
    When Kari Moen at Helse- og omsorgstorvet writes down that Ane asks for a home at the counter: «Jeg trenger en leilighet»
    Then Kari is told: intake_registered
    And the page shows 7 October 2026
    When Kari opens a case
    Then Kari is told: intake_case_opened
    And Helse- og omsorgstorvet has the responsibility for Ane since 7 September 2026, as Kari sees it
    And exactly one unit has had the responsibility at every instant
    And Kari finds no contact that waits from Ane

    Examples:
      | language |
      | bokmål   |
      | English  |

    @phone
    Examples: on a phone
      | language |
      | nynorsk  |

  @no-javascript @R-001 @R-029 @UU-1
  Scenario: The same without scripts
    Given it is Monday 7 September 2026 10:02
    When Kari Moen at Helse- og omsorgstorvet writes down that Ane asks for a home at the counter: «Jeg trenger en leilighet»
    And Kari opens a case
    Then Kari is told: intake_case_opened

  @L1 @BSL-7 @I-08
  Scenario: Who asks for a home gets a decision, also when she only asked for a flat
    Given it is Monday 7 September 2026 10:02
    When Kari Moen at Helse- og omsorgstorvet writes down that Ane asks for a home at the counter: «Bare en leilighet»
    Then Kari cannot finish the contact without a case

  @R-007 @FVL-11 @FVL-11a @BSL-13
  Scenario: The clock starts when we hear of it, not when it reaches the right unit
    Given it is Monday 7 September 2026 10:02
    When Kari Moen at Helse- og omsorgstorvet writes down that Ane asks for a home on the phone: «Jeg trenger et sted å bo»
    And the clock comes to Wednesday 9 September 2026 08:30
    And Kari sends the contact to Nav
    Then Kari is told: intake_sent
    And Amira Hussein at Nav finds Ane among the contacts that wait
    And the page shows 7 October 2026

  @R-001
  Scenario: Who asked for nothing more may leave it there
    Given it is Monday 7 September 2026 10:02
    When Kari Moen at Helse- og omsorgstorvet writes down that Ane asks for something else than a home: «Hvor er biblioteket?»
    And Kari finishes the contact: she only wanted information
    Then Kari is told: intake_closed

  @UU-1 @R-069
  Scenario Outline: A slip of the finger costs nothing that was typed
    Given it is Monday 7 September 2026 10:02
    And the pages are in <language>
    When Kari Moen at Helse- og omsorgstorvet writes down a contact with a national id that cannot be right
    Then Kari meets 422
    And Kari is told: intake_national_id_wrong
    And everything Kari typed still stands there
    And the fault stands beside the field and first on the page

    Examples:
      | language |
      | bokmål   |
      | English  |

    @phone
    Examples: on a phone
      | language |
      | nynorsk  |

  @I-01
  Scenario: A second contact joins the case she already has
    Given it is Monday 7 September 2026 10:02
    And Ane has a case at Helse- og omsorgstorvet through Kari Moen at Helse- og omsorgstorvet
    When the clock comes to Tuesday 8 September 2026 11:00
    And Kari writes down that Ane asks for a home on the phone: «Det haster mer nå»
    Then Kari is told: intake_registered
