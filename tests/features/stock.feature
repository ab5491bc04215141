Feature: The stock of dwellings is known and cared for
  The property unit registers, photographs and follows each dwelling; whoever allocates and leads sees the same stock, without a shielded address, without the
  name of anybody who lives there, and without knowing which house is a modular one.

  @R-117 @R-118 @R-120 @R-121 @R-122 @R-132 @R-142 @R-143 @R-147 @R-148 @R-150 @GDPR-6 @UU-1
  Scenario Outline: From registered to empty, put in order and ready
    Given the pages are in <language>
    And it is Monday 7 September 2026 09:00
    When Ola Fjeld at Bygg og eiendom registers a dwelling at Sjøgata 3 with a photo, a plan to lift it and the object number 7001
    Then the dwelling is found by its number, on the map, on paper and in the file
    And its photo is served without telling where it was taken
    When Ola answers the minimum standard with one thing not in order
    Then the dwelling is on the list of those below it, and gets a plan
    When somebody moves in and out of it again
    Then its programme has begun, and ends when everything is done
    When Ola registers a damage, a place for the night and a home to come
    And Ola shields the address
    Then Berit Aune at Helse- og omsorgstorvet sees the stock, and the address nowhere
    And the Kobo file goes out and comes in again without a change

    @again
    Examples:
      | language |
      | bokmål   |
      | nynorsk  |

    @phone
    Examples: on a phone
      | language |
      | English  |
