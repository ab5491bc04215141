Feature: Help that can be changed without being lost
  What does not fit is switched or adjusted the same day, inside what is decided; what is agreed is fresh; and nobody falls between what there is.

  @A15 @alesund @R-227 @R-229 @R-230 @R-231 @R-232 @R-094 @R-269
  Scenario Outline: From the ambulatory team to follow-up at home on the same day
    Given it is Thursday 1 October 2026 10:00
    And the pages are in <language>
    When Roy Dahl at Virksomhet psykisk helse og rustiltak meets Ane in the street, and she has nowhere to sleep
    Then Ingrid Solhaug at Virksomhet psykisk helse og rustiltak finds that her unit has the case of Ane, and no peer by name
    When Ingrid starts talks at home on 1 October 2026, expected to last 10 days
    And Ingrid looks at the measure «ambulatory» for Ane
    Then Ingrid reads the rules of «ambulatory» with their reasons
    When Ingrid starts the measure without having asked Ane
    Then Ingrid is told: measure_not_asked
    When Ingrid has asked Ane, and starts the measure from 1 October 2026
    Then Ingrid is told: measure_started_notice
    When the clock comes to Friday 16 October 2026 09:00
    And the work that waits for its time is done
    And Ingrid switches to the measure «own_home» from 17 October 2026, and nobody knows yet whether what is asked at the door is met
    Then Ingrid is told: measure_ticket_unknown
    When Ingrid ticks what is met, and switches
    Then Ingrid is told: measure_switched_notice
    And Ane went from «ambulatory» to «own_home» on 17 October 2026 without a day between, as Ingrid sees it
    And nothing can be adjusted inside a measure here, as Ingrid sees it

    @again
    Examples:
      | language |
      | bokmål   |

    @phone @nn
    Examples: on a phone
      | language |
      | nynorsk  |

  @L18 @R-228 @R-095 @R-096 @R-234 @R-232
  Scenario Outline: Inside what is decided the week is agreed freely, and said once more in one press
    Given the story of Ane has come to L9
    And the pages are in <language>
    And the clock comes to Thursday 1 October 2026 10:00
    When Silje looks at the measure «home_follow_up» for Ane
    And Silje has asked Ane, and starts the measure from 1 October 2026
    Then Silje is told: measure_started_notice
    When Silje agrees with Ane on 150 minutes a week: «Mandag klokka 11 hjemme»
    Then Silje is told: measure_outside_band
    When Silje agrees with Ane on 90 minutes a week: «Mandag klokka 11 hjemme»
    Then Silje is told: measure_agreed_notice
    And Silje reads «Mandag klokka 11 hjemme»
    When Silje does it differently for Ane: «Vi møtes på kafeen»
    Then Silje is told: measure_tailored_notice
    And the sheet for Ane is a file
    And no page that Ola may open holds «Vi møtes på kafeen, Mandag klokka 11 hjemme»
    When the clock comes to Friday 30 October 2026 09:00
    Then the week of Silje tells that an agreement must be confirmed again
    When Silje confirms it again from the list of the week
    Then Silje is told: measure_confirmed_notice
    And version 1 is still the only version of the decision, as Kari sees it

    @again
    Examples:
      | language |
      | bokmål   |

    @phone @en
    Examples: on a phone
      | language |
      | English  |

  @K2 @K3 @K7 @kristiansund @R-239 @R-240 @R-106 @R-243
  Scenario: Housing First from the first talk to the agreement, and a team that looks at itself
    Given it is Monday 14 September 2026 09:00
    When Kari Moen at Tildeling og koordinering writes down that Ane asks for a home on the phone: «Jeg må flytte»
    And Kari opens a case
    And Kari asks the team of «housing_first» to take Ane in
    Then Kari is told: measure_queued_notice
    When Kari gives informal help on 14 September 2026
    Then the measures of Ane tell of informal help beside, as Kari sees it
    When Kari starts talks at home on 14 September 2026, expected to last 10 days
    And Kari gives Enhet psykisk helse og rus a task in the case
    And the clock comes to Tuesday 22 September 2026 10:00
    And Silje Bakken at Enhet psykisk helse og rus takes Ane in from 22 September 2026
    Then Silje is told: measure_started_notice
    When Silje marks the next phase as done
    And the clock comes to Wednesday 7 October 2026 10:00
    And the work that waits for its time is done
    And Silje marks the next phase as done
    Then «housing_first» has one in the phase agreement, as Silje sees it
    When Silje answers for the team on the eight principles
    Then Silje is told: measure_principles_notice
    And the page of the principles says 7 of 8, as Silje sees it

  @kommune-b @R-244 @R-245 @R-246 @K6
  Scenario Outline: Everybody is asked, also from seventeen; a no costs nothing; and who falls between is counted as few
    Given it is Monday 14 September 2026 09:00
    And the pages are in <language>
    When Kari Moen at kontoret for tildeling registers Iver, born 20 September 2009
    Then Iver is not asked about «environment_young» yet, as Kari sees it
    When the clock comes to Monday 21 September 2026 09:00
    Then Iver is to be asked about «environment_young» and «substance_consultant», and not about «environment_adult», as Kari sees it
    When Kari asks Iver about «substance_consultant», who says: wants_not
    Then Kari is told: measure_offer_noted
    And Iver is to be asked about «environment_young», and not about «substance_consultant» before 20 December 2026, as Kari sees it
    When Kari says that no measure fits, because of wrong_hours
    Then Kari is told: measure_gap_noted
    And the catalogue counts those between bark and wood as few, as Kari sees it

    @again
    Examples:
      | language |
      | nynorsk  |

    @phone
    Examples: on a phone
      | language |
      | bokmål   |
