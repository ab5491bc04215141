Feature: A meeting decides when those who must be there are there
  Several units look at it together. Nobody is left without an answer because somebody did not come: the matter gets a day, and whoever has the
  responsibility still has it.

  @alesund @A6 @A7 @A8 @R-170 @R-171 @R-172 @R-173 @R-177 @R-183 @R-280 @R-281 @R-282 @R-298 @R-300 @R-301 @I-03 @I-04 @I-12
  Scenario: Nav does not come, the extra meeting is proposed, and one unit decides when they do not agree
    Given it is Tuesday 15 September 2026 09:00
    And the pages are in bokmål
    When Kari Moen at Nav writes down that Ane asks for a home on the phone: «Jeg sover ute»
    And Kari opens a case
    And Ane says yes to Tildelingskontoret for helse- og omsorgstjenester seeing health and housing until 1 March 2027, and Kari writes it down
    And Jonas Lund at Tildelingskontoret for helse- og omsorgstjenester sets the dates of Tildelingsmøte from 1 October 2026
    And Kari reports Ane to Tildelingsmøte: «Hun sover ute og ønsker seg et rolig sted»
    And Jonas calls the meeting on 1 October 2026 with Ola Fjeld, Amira Hussein, Silje Bakken
    And Kari writes that Ane comes and that her next of kin is not to be asked
    And the clock comes to Thursday 1 October 2026 09:05
    And Jonas opens the meeting with Jonas Lund, Ola Fjeld, Silje Bakken there
    Then Jonas is told: meeting_no_quorum_now
    When Jonas moves what could not be opened
    Then the page shows 5 October 2026
    And Jonas is told: agenda_item_state_no_quorum
    When Ola Fjeld at Ålesund kommunale eiendom (ÅKE) opens the meeting
    Then Ola does not read «Ane»
    And Ola is told: meeting_name_hidden
    When Jonas opens the page /moter/tall
    Then Jonas sees that Nav has stopped 1
    When Jonas goes to the extra meeting and calls it
    And the clock comes to Monday 5 October 2026 09:05
    And Jonas opens the meeting with Jonas Lund, Ola Fjeld, Amira Hussein, Silje Bakken there
    And Jonas decides ordinary_followed although Tildelingskontoret for helse- og omsorgstjenester sees it differently: «Ordinær bolig, og oppfølging fra første dag»
    Then Jonas reads «Ålesund kommunale eiendom (ÅKE) avgjorde.»
    And Jonas reads «delegeringsreglementet for Ålesund kommune»
    And Jonas is told: item_agreement_one_decided
    When Jonas closes the meeting and signs
    Then the minutes on paper say «Ordinær bustad med oppfølging» and nothing of «Ane»
    And exactly one unit has had the responsibility at every instant

  @phone @kristiansund @K5 @K8 @R-179 @R-180 @R-184 @R-274 @R-278 @R-279 @R-299 @I-03 @I-12
  Scenario: A complex case waits for the agency that is missing, on a phone
    Given it is Monday 14 September 2026 09:00
    And the pages are in nynorsk
    When Kari Moen at Tildeling og koordinering writes down that Ane asks for a home on the phone: «Jeg må flytte»
    And Kari opens a case
    And Kari sets the dates of Bustadsosial arbeidsgruppe from 24 September 2026
    And Kari reports Ane to Bustadsosial arbeidsgruppe, which needs all: «Kven kan vere saman om dette?»
    And Kari calls the meeting on 24 September 2026 with Geir Holm, Trond Vik, Anne Lise Viken
    And Kari writes that Ane comes and that her next of kin is not to be asked
    And the clock comes to Thursday 24 September 2026 09:05
    And Kari opens the meeting with Kari Moen, Geir Holm, Trond Vik, Anne Lise Viken there
    And Kari opens the item of Ane
    Then Kari is told: meeting_stop_all_title
    When Kari moves the item to the proposed day
    Then the page shows 15 October 2026
    And Kari is told: agenda_item_state_no_quorum
    And Tildeling og koordinering has the responsibility for Ane since 14 September 2026, as Kari sees it
    And exactly one unit has had the responsibility at every instant
