Feature: The work around the cases
  Who has what, what nobody has taken, and what is new: the same for everyone in the unit, whatever device they use.

  @both @R-045 @R-029
  Scenario Outline: The leader gives a case to another worker, who finds it in her day
    Given the story of Ane has come to L1
    And the pages are in <language>
    And the clock comes to Monday 7 September 2026 11:00
    When Berit opens the unit's queue
    Then Berit reads «Ane»
    When Berit gives the case of Ane to Jonas Lund
    Then Berit is told: unit_given
    When Jonas opens the page /
    Then Jonas reads «Ane»
    When Kari opens the unit's queue
    Then Kari cannot take the case of Ane, which Jonas has

    @again
    Examples:
      | language |
      | bokmål   |

    @phone
    Examples: on a phone
      | language |
      | nynorsk  |

  @both @R-045 @GDPR-5 @PJL-5
  Scenario Outline: A mail says that there is something new, and nothing else
    Given the story of Ane has come to L8
    And the municipality has a mail server
    And the pages are in <language>
    And the clock comes to Friday 25 September 2026 09:00
    When Silje wants a notice at_once of what comes to the unit
    Then Silje is told: notification_saved
    When the clock comes to Friday 25 September 2026 10:00
    And Kari asks Psykisk helse oppfølgingstjenesten to take over, and Ane agrees
    And the post goes out
    Then no mail has come to silje.bakken@levanger.example
    When the clock comes to Friday 25 September 2026 10:05
    And the post goes out
    Then one mail has come to silje.bakken@levanger.example, which tells nothing of «Ane, Solberg, helse, Kari, Moen, 2026-0, /sak/»
    When the clock comes to Friday 25 September 2026 10:30
    And Silje wants a notice never of what comes to the unit
    And Kari takes the question back
    And the clock comes to Friday 25 September 2026 12:30
    And Kari asks Psykisk helse oppfølgingstjenesten to take over, and Ane agrees
    And the clock comes to Friday 25 September 2026 13:00
    And the post goes out
    Then one mail has come to silje.bakken@levanger.example, which tells nothing of «Ane»

    @again
    Examples:
      | language |
      | bokmål   |

    @phone
    Examples: on a phone
      | language |
      | nynorsk  |

  @both @R-045 @I-04 @I-05 @PJL-6
  Scenario Outline: A message about health reaches who may read about health, and nobody else
    Given the story of Ane has come to L8
    And the pages are in <language>
    And the clock comes to Thursday 24 September 2026 13:00
    When Kari writes to Psykisk helse oppfølgingstjenesten about health, wanting an answer by Monday 28 September 2026: «Hun sover dårlig om natta.»
    Then Kari is told: message_sent
    When Kari writes to Nav about spine: «Møtet er flyttet til tirsdag.»
    And Kari tries to write to Nav about health: «Dette får de ikke lese.»
    Then Kari is told: message_may_not_read
    And Kari's text «Dette får de ikke lese.» still stands in the form
    When Silje opens the page /
    Then Silje reads «Ane Solberg»
    When Silje reads the messages of Ane
    Then Silje reads «Hun sover dårlig om natta.»
    When Silje answers Kari: «Jeg snakker med henne i morgen.»
    And Amira reads the messages of Ane
    Then Amira reads «Møtet er flyttet til tirsdag.»
    And Amira does not read «Hun sover dårlig om natta.»
    When Kari opens the page /meldinger
    Then Kari reads «Silje Bakken»
    When Kari reads the messages of Ane
    Then Kari reads «Jeg snakker med henne i morgen.»
    When Kari marks what is new as read
    And Kari opens the page /meldinger
    Then Kari is told: message_inbox_none

    @again
    Examples:
      | language |
      | bokmål   |

    @phone
    Examples: on a phone
      | language |
      | nynorsk  |

  @both @R-045 @PJL-5
  Scenario Outline: What is typed is not lost when the session ends in the middle, and can be kept
    Given the story of Ane has come to L8
    And the pages are in <language>
    And the clock comes to Thursday 24 September 2026 13:00
    When Kari begins a message to Nav: «Ane har fått tilbud om bolig fra 15. oktober.»
    And the clock comes to Thursday 24 September 2026 15:00
    And Kari sends it, is asked to sign in, and does so
    Then Kari is told: draft_shown_rescued
    And Kari's text «Ane har fått tilbud om bolig fra 15. oktober.» still stands in the form
    When Kari sends it once more
    Then Kari is told: message_sent
    When Kari begins a message to Nav: «Dette skriver jeg ferdig i morgen.»
    And Kari keeps it as a draft
    Then Kari is told: draft_kept
    When Kari opens the page /
    Then Kari is told: draft_title
    When Jonas opens the page /utkast
    Then Jonas is told: draft_none
    When Kari opens the page /utkast
    And Kari opens her draft
    Then Kari's text «Dette skriver jeg ferdig i morgen.» still stands in the form
    When Kari sends it once more
    And Kari opens the page /utkast
    Then Kari is told: draft_none

    @again
    Examples:
      | language |
      | bokmål   |
      | nynorsk  |

    @phone
    Examples: on a phone
      | language |
      | English  |

  @both @R-045 @R-029 @GDPR-5 @I-02
  Scenario Outline: An appointment is in the calendar, follows the baton, and two who change it see what each wrote
    Given the story of Ane has come to L8
    And the pages are in <language>
    And the clock comes to Friday 25 September 2026 08:30
    When Kari plans a visit to Ane on Thursday 1 October 2026 from 10.00 to 11.00 at «Biblioteket»
    Then Kari is told: booking_made
    When Kari opens the page /kalender?dato=2026-10-01
    Then Kari reads «Ane Solberg»
    And Kari reads «Biblioteket»
    When Kari gets the calendar file, which tells nothing of «Ane, Solberg, Bibliotek, /sak/»
    And Jonas moves the appointment to 10.30, while Kari has it open
    And Kari changes the place to «Kafé Vinje»
    Then Kari is told: conflict_lead
    And Kari reads «Jonas Lund»
    When Kari saves what she wrote
    Then Kari is told: booking_saved
    When the clock comes to Friday 25 September 2026 09:00
    And Kari asks Psykisk helse oppfølgingstjenesten to take over, and Ane agrees
    And the clock comes to Monday 28 September 2026 09:15
    And Silje takes the responsibility
    And Silje opens the page /kalender?dato=2026-10-01
    Then Silje reads «Ane Solberg»
    When Silje opens the case of Ane
    Then Silje is told: overview_appointment
    And Silje reads «Silje Bakken»
    When Kari opens the page /kalender?dato=2026-10-01
    Then Kari does not read «Kafé Vinje»

    @again
    Examples:
      | language |
      | bokmål   |

    @phone
    Examples: on a phone
      | language |
      | nynorsk  |

  @both @ARK-2 @PJF-1 @TIL-7
  Scenario Outline: The administrator gives access to others and never to herself
    Given the pages are in <language>
    And the clock comes to Monday 7 September 2026 09:00
    When the administrator makes the worker «Nina Prøve» with the user name «nina.prove»
    Then the administrator is told: admin_done
    When the administrator gives her the role coordinator at Psykisk helse oppfølgingstjenesten
    Then the administrator is told: admin_done
    When the administrator opens her own page
    Then the administrator is told: admin_own
    And no form there gives a role
    When the administrator opens the trail and checks it
    Then the administrator is told: admin_whole
    And the administrator opens the state of the system
    And the administrator is told: admin_parked_none

    @again
    Examples:
      | language |
      | bokmål   |
      | nynorsk  |

    @phone
    Examples: on a phone
      | language |
      | English  |
