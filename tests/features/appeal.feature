Feature: An appeal is taken, gone through by somebody else, and comes to an end
  Each part of Ane's decision has its own limit and its own appeal body. Whoever made the decision does not review it.

  Background:
    Given the story of Ane has come to L10

  @both @R-103 @FVL-29 @FVL-31 @FVL-32 @FVL-33 @FVL-35 @FVL-36 @TIL-2 @I-07 @I-15
  Scenario: On day 22 about the dwelling, while the limit for health runs: changed in part
    Given the clock comes to Tuesday 20 October 2026 10:00
    When Kari tries to take an appeal without a word
    Then Kari meets 422
    And Kari is told: appeal_choose_part
    When Ane appeals the part bolig on paper: «Jeg vil ha tre rom, så sønnen min kan sove over.», and Kari takes it
    Then Kari is told: appeal_received_now
    And Kari reads the letter receipt, and it is a PDF
    When Kari opens the appeal
    Then Kari is told: appeal_you_decided
    And Kari is told: appeal_time_joint_letter
    And Kari does not read «Jeg vurderer klagen»
    When Berit begins to consider it
    Then Berit is told: appeal_joint_letter_about
    When Berit takes the appeal in
    And Berit changes the decision in part: «Du får tre rom. Vi kan ikke love sentrum.»
    Then Berit is told: appeal_changed_now
    And Berit reads the letter changed, and it is a PDF
    When Ane is content with the change, and Kari writes it down: «Det er greit.»
    And the new version with «Kommunal bolig med tre rom.» is written by Kari, signed by Jonas and issued
    And Berit notes that the result is carried out
    And the clock comes to Thursday 29 October 2026 10:00
    And the letter changed of 20 October 2026 reaches Ane on 26 October 2026, and Kari writes it down
    And Ane claims 3000 kroner, and Kari writes it down
    And Berit covers 2000 kroner: «To timer var nødvendige.»
    Then Berit is told: appeal_costs_answered_now
    When Berit closes the appeal
    Then the state of the appeal is appeal_state_closed
    And the figures show no number below five

  @phone @nn @R-103 @FVL-28 @FVL-32 @FVL-33 @FVL-34 @FVL-42 @TIL-2 @I-04
  Scenario: Said on the street, taken down on a phone, and decided by the board
    Given the clock comes to Monday 5 October 2026 14:00
    Then Ane's case is to Solveig Rian at Klagenemnda as a case that is not there
    When Ane says to Kari about the part bolig: «Æ vil itj bo der dæm drikk.», and asks that the decision waits
    Then Kari reads «Æ vil itj bo der dæm drikk.»
    When Kari reads it back to Ane, who says that it is right
    Then Kari is told: appeal_read_now
    When Berit answers that the decision does not wait, without reasons
    Then Berit meets 422
    When Berit answers that the decision waits: «Bustaden kan ikkje givast bort no.»
    Then Berit is told: appeal_suspended_now
    When Berit begins to consider it
    And Berit takes the appeal in
    And Berit sends the appeal on: «Vi meiner at bustaden passar.»
    Then Berit is told: appeal_forwarded_now
    And Berit reads the letter forwarded, and it is a PDF
    When the clock comes to Friday 30 October 2026 12:00
    And Solveig tries to decide to the detriment of Ane without notice
    Then Solveig meets 422
    When Solveig decides in favour of Ane: «Bustaden ligg ikkje slik ho treng.»
    Then Solveig is told: appeal_decided_now
    When the new version with «Kommunal bolig i en rolig gate.» is written by Kari, signed by Jonas and issued
    And Berit notes that the result is carried out
    And the clock comes to Thursday 5 November 2026 10:00
    And the letter result of 30 October 2026 reaches Ane on 4 November 2026, and Kari writes it down
    And Berit closes the appeal
    Then Ane's case is to Solveig as a case that is not there

  @en @R-114 @PBRL-3 @PBRL-14 @FVL-24 @FVL-29
  Scenario: Rights and reasons in one place, reasons asked for, and a question about somebody else
    Given the clock comes to Thursday 15 October 2026 10:00
    When Kari opens rights and reasons for all parts
    Then Kari reads «Du kan klage til og med mandag 19. oktober 2026»
    And Kari reads «Du kan klage til og med mandag 26. oktober 2026»
    And Kari reads «klagenemnda i Levanger kommune»
    When Ane asks Kari for the reasons for the part bolig
    Then Kari is told: appeal_limit_interrupted
    When Kari writes the reasons: «Boligen er valgt fordi den var ledig først.»
    And the clock comes to Tuesday 20 October 2026 10:00
    And the letter reasons of 15 October 2026 reaches Ane on 19 October 2026, and Kari writes it down
    Then the limit of the part bolig is 9 November 2026
    When Ane asks Kari why somebody else got a home
    Then Kari is told: appeal_explained_now
    And Kari is told: appeal_none
