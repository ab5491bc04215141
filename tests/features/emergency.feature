Feature: A place to sleep tonight
  Whoever has nowhere to sleep gets an answer the same day, a letter after, and never an end that nobody has seen.

  @A1 @A2 @A3 @A5 @R-005 @R-015 @R-016 @SOT-6 @FVL-23 @FVL-27 @I-01 @I-02 @I-08 @GDPR-5 @alesund
  Scenario Outline: From the street to a letter the same night, longer without a gap, and over when she has a home
    Given it is Friday 11 September 2026 19:30
    And the pages are in <language>
    And the municipality has a mail server
    When Roy Dahl at Virksomhet psykisk helse og rustiltak meets Ane in the street, and she has nowhere to sleep
    Then Roy is told: intake_without_home_status
    And Ingrid Solhaug at Virksomhet psykisk helse og rustiltak finds that her unit has the case of Ane, and no peer by name
    When the clock comes to Friday 11 September 2026 19:50
    And Ingrid asks for a place tonight, and Nav to take over
    Then Ingrid is told: night_sent_with_offer
    And Virksomhet psykisk helse og rustiltak has the responsibility, as Ingrid sees it
    And the day of Amira Hussein at Nav tells: desk_alert_night_asked
    And the day of Amira tells: task_kind_decide_emergency
    When the clock comes to Friday 11 September 2026 19:55
    And the post goes out
    Then Geir Holm has one mail, which tells nothing of «Ane, sove, bolig, bustad, psykisk, /sak/»
    When the clock comes to Friday 11 September 2026 20:10
    And Amira takes the responsibility
    Then Nav has the responsibility, as Amira sees it
    And exactly one unit has had the responsibility at every instant
    When Amira gives Ane the place «Fjordhotellet, Strandgata 1» until 25 September 2026
    Then Amira is told: night_given
    And Amira reads the letter of version 1
    And the letter says «Du kan bu på Fjordhotellet, Strandgata 1»
    And the letter says «25.09.2026»
    And Ingrid sees that Ane stays somewhere until 25 September 2026, but not where
    When the clock comes to Friday 18 September 2026 08:00
    And the work that waits for its time is done
    Then the day of Amira tells: desk_alert_night_ends
    And the day of Amira tells: task_kind_emergency_ending
    When the clock comes to Thursday 24 September 2026 10:00
    And Amira extends the stay until 16 October 2026
    Then Amira is told: night_extended
    And the stay goes on from 11 September 2026 to 16 October 2026 without a day between
    And Amira reads the letter of version 2
    And the letter says «16.10.2026»
    When the clock comes to Saturday 17 October 2026 08:00
    And the work that waits for its time is done
    Then the day of Geir Holm at Nav tells: desk_alert_night_over
    And Geir finds Ane at the top of those who stay temporarily, past the end
    When Amira writes that Ane moved to a home of her own on 16 October 2026
    Then Amira is told: night_ended
    And nobody stays temporarily, as Geir sees it

    @again
    Examples:
      | language |
      | bokmål   |

    @phone @nn
    Examples: on a phone
      | language |
      | nynorsk  |

  @R-015 @R-016 @SOT-6 @SOT-7 @FVL-24 @alesund
  Scenario: A no with what she can do tonight, a yes when that does not work out, and both sides when the place says no
    Given it is Friday 11 September 2026 16:00
    And Kari Moen at Nav has opened a case for Mona Sæther
    When Kari asks for a place tonight for two children and their mother
    Then Kari is told: night_sent
    When Kari says no to a place, without saying what she can do instead
    Then Kari meets 422
    When Kari says no to a place: «Søstera di tek imot dykk i kveld.»
    Then Kari is told: night_no_given
    And Kari reads «Søstera di tek imot dykk i kveld.»
    When the clock comes to Friday 11 September 2026 22:00
    And Kari asks for a place tonight for two children and their mother
    And Kari gives a shared place without a reason
    Then Kari meets 422
    And Kari is told: night_shared_with_children
    When Kari gives the children and their mother a flat until 18 September 2026
    Then Kari is told: night_said_only
    When the clock comes to Monday 14 September 2026 09:00
    And Kari writes that the place will not have her, without her side
    Then Kari meets 422
    When Kari writes what the place says and what she says
    Then Kari is told: night_find_now
    And the day of Kari tells: desk_alert_night_without
    When Kari finds another place the same day
    Then Kari is told: night_moved

  @A4 @R-011 @R-009 @alesund
  Scenario Outline: Others contribute to what Nav has begun to find out, when she agrees
    Given it is Tuesday 15 September 2026 10:00
    And the pages are in <language>
    And Kari Moen at Nav has opened a case for Mona Sæther
    When Kari makes an appointment for Mona on 15 September 2026 at 13:00
    And the clock comes to Tuesday 15 September 2026 13:00
    And Kari notes that Nav has begun to find out about work and activity
    And Kari asks Virksomhet psykisk helse og rustiltak to contribute by 22 September 2026
    Then Kari is told: together_ask_first
    When Mona says yes to Virksomhet psykisk helse og rustiltak, and Kari writes it down
    And Kari asks Virksomhet psykisk helse og rustiltak to contribute by 22 September 2026
    Then Kari is told: together_contribution_asked
    And the day of Ingrid Solhaug at Virksomhet psykisk helse og rustiltak tells: task_kind_contribute
    When Ingrid contributes: «Ro om føremiddagen verkar best.»
    Then Ingrid is told: together_contribution_given
    And Kari finds the contribution «Ro om føremiddagen verkar best.»

    @phone @nn
    Examples: on a phone
      | language |
      | nynorsk  |
