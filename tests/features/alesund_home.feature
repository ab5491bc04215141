Feature: Ålesund, from the meeting to a home of her own, and three years later
  The meeting has said yes. She chooses between what is there, is never without a place, and what she says no to costs her nothing.

  @alesund @nn @A9 @A10 @A11 @A12 @A13 @A14 @A17 @R-136 @R-153 @R-154 @R-155 @R-156 @R-157 @R-158 @R-159 @R-187 @R-192 @R-201 @I-07 @I-10 @I-13 @HLL-2 @TIL-1 @FVL-16
  Scenario: A flat by itself instead of the full neighbourhood, a letter in nynorsk, keys the day the temporary place ends, and nine months before the end
    Given it is Friday 11 September 2026 16:00
    And the pages are in nynorsk
    And Kari Moen at Nav has opened a case for Ane Solberg
    And Kari has given Ane a room at the guest house until 16 October 2026
    And Kari has written Ane's application and what counts, and Silje Reitan at Ålesund kommunale eiendom (ÅKE) has said yes on 5 October 2026
    And Ola Fjeld at Ålesund kommunale eiendom (ÅKE) has these homes ready
      | number | street      | house | rooms | floor | quiet | rent |
      | 4-201  | Skansegata  | 5     | 2     | 2     | yes   | 8200 |
      | 4-202  | Parkgata    | 8     | 2     | 2     | yes   | 8600 |
    And Ola has put «Skansegata 5» in a neighbourhood, which Silje says is full
    When Silje looks for a home for Ane
    Then Silje is told: offer_full
    And «Parkgata 8» stands before «Skansegata 5»
    When Silje offers «Skansegata 5» until 12 October 2026
    Then Silje meets 422
    When Silje offers «Parkgata 8» until 12 October 2026
    Then Silje is told: offer_made_notice
    When the clock comes to Tuesday 6 October 2026 09:00
    And Silje, Ragnhild Mohamed at Ålesund kommunale eiendom (ÅKE), Jonas Lund at Tildelingskontoret for helse- og omsorgstjenester and Guro Wold at Tildelingskontoret for helse- og omsorgstjenester issue the joint decision
    And the clock comes to Thursday 8 October 2026 10:00
    And the letter reaches Ane on paper on 8 October 2026, and Jonas writes it down
    Then the part bistand can be appealed until 29 October 2026, bolig until 29 October 2026 and hol_tjeneste until 5 November 2026
    And the letter on paper says «bustad», «klage», «svarar ja eller nei»
    When the clock comes to Monday 12 October 2026 10:00
    And Kari writes that Ane says yes
    Then Kari is told: offer_yes_notice
    When the clock comes to Tuesday 13 October 2026 10:00
    And Kari asks Virksomhet psykisk helse og rustiltak to take over, and keeps the economy
    And Aud Larsen at Virksomhet psykisk helse og rustiltak takes the responsibility
    Then Virksomhet psykisk helse og rustiltak has the responsibility, as Aud sees it
    And the contact and the deputy are two people, as Aud sees it
    When Ola makes the contract from 16 October 2026
    And Ola has the contract signed, and on 16 October 2026 gives the keys
    And Ola opens the lease of Ane
    Then the page shows 15 October 2029
    And Ola is told: lease_told_way
    And nobody stays temporarily, as Amira Hussein at Nav sees it
    And Aud sees the steps of the way onward on 16 October 2027, 16 October 2028 and 16 April 2029
    When Ola asks Ane to let her credit be checked, and she says no
    Then Ola finds no check, and the lease as it was
    When the clock comes to Monday 15 January 2029 08:00
    And the work that waits for its time is done
    Then the day of lease tells Ola of the end of the contract
    When Ola and Ane look at startlån together
    And Ola writes the talk about the contract: not renewed, because she has not tried
    Then Ola cannot ask her to move, and is told: lease_no_prior_notice
    When Ola tells Ane beforehand, with the answer by 5 February 2029: «Ho har ikkje søkt andre bustader.»
    And Ola writes that Ane has been heard: «Eg har søkt to.»
    Then Ola is told: lease_not_decided
    And exactly one unit has had the responsibility at every instant
