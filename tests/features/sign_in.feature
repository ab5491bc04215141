Feature: Stepping in and out
  Nothing is seen by someone who has not signed in, and a page left open closes by itself. The language is everyone's own choice.

  @PJL-5 @UU-1
  Scenario: Who has not signed in is led to sign-in, and then to the page first asked for
    Given it is Monday 7 September 2026 10:02
    When Kari Moen at Helse- og omsorgstorvet asks for /henvendelse/ny without having signed in
    Then Kari stands at /logg-inn
    When Kari steps in
    Then Kari stands at /henvendelse/ny

  @PJL-5
  Scenario: Signing out ends it, also for the page that was left open
    Given it is Monday 7 September 2026 10:02
    And Kari Moen at Helse- og omsorgstorvet opens the page /henvendelser
    When Kari signs out
    Then Kari is told: auth_signed_out
    And Kari asks for /henvendelser without having signed in
    And Kari stands at /logg-inn

  @PJL-5
  Scenario: A page left open for half an hour closes
    Given it is Monday 7 September 2026 10:02
    And Kari Moen at Helse- og omsorgstorvet opens the page /henvendelser
    When 29 minutes go by
    And Kari asks for /henvendelser without having signed in
    Then Kari stands at /henvendelser
    When 31 minutes go by
    And Kari asks for /henvendelser without having signed in
    Then Kari stands at /logg-inn

  @SPR-1 @R-347 @UU-1
  Scenario: Each chooses the language, and it is remembered
    Given it is Monday 7 September 2026 10:02
    And Kari Moen at Helse- og omsorgstorvet opens the page /henvendelse/ny
    When Kari chooses nynorsk
    Then Kari stands at /henvendelse/ny
    And Kari is told in nynorsk: intake_new_lead
    When Kari chooses English
    Then Kari is told in English: intake_new_lead
    When Kari signs out
    And Kari opens the page /henvendelse/ny
    Then Kari is told in English: intake_new_lead

  @phone @UU-1
  Scenario: Signing in on a phone, in the dark
    Given it is Monday 7 September 2026 22:02
    And the screen is dark
    When Kari Moen at Helse- og omsorgstorvet opens the page /henvendelse/ny
    Then Kari stands at /henvendelse/ny
    When Kari opens the page /innstillinger
    Then Kari is told: auth_settings_mine

  @UU-1
  Scenario: Everything can be reached with the keyboard alone
    Given it is Monday 7 September 2026 10:02
    And Kari Moen at Helse- og omsorgstorvet opens the page /henvendelse/ny
    Then the first stop of the keyboard leads past the menu
    And every field, link and button is a stop of the keyboard and shows where it is
