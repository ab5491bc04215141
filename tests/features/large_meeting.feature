Feature: A large allocation meeting
  A whole municipality at once: the dwellings come from Kobo's file, the applicants from another system's waiting list, and one meeting gives out four
  hundred homes. Everything is done by those who do it otherwise, through the same pages.

  @alesund @R-117 @R-119 @R-141 @R-170 @R-172 @R-182 @R-187 @R-188 @R-192 @I-06 @I-11 @I-12
  Scenario: Three thousand apply, four hundred homes are vacant, and the meeting gives them out
    Given it is Monday 14 September 2026 09:00
    And the pages are in bokmål
    When Ola Fjeld at Ålesund kommunale eiendom (ÅKE) reads a Kobo file with 400 vacant dwellings
    And Silje Reitan at Ålesund kommunale eiendom (ÅKE) reads a file of 3000 who apply
    And Jonas Lund at Tildelingskontoret for helse- og omsorgstjenester sets the dates of Tildelingsmøte from 1 October 2026
    And the allocation meeting of 1 October 2026 is called with Silje Reitan, Amira Hussein and opened
    Then Silje sees more than 400 vacant homes, nearly all with somebody proposed
    When Silje gives the first home to another than the one proposed: «Hun kan flytte inn i dag, og den første vil vente»
    And Silje gives all the others as proposed
    Then each home that was proposed to somebody is offered, and to nobody twice
    And the meeting has kept what it rested on, and it comes out the same again
    When Silje makes the letters of the first 20 offers
    Then the letters are in nynorsk, each about a home of its own
    When Silje, Ragnhild Mohamed at Ålesund kommunale eiendom (ÅKE) decide on the first 3 homes
    Then 3 decisions are issued, with letters in nynorsk
    When Jonas closes the meeting and signs
    Then Jonas is told: meeting_state_minutes_signed
