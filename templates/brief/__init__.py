"""The letter in Word."""
