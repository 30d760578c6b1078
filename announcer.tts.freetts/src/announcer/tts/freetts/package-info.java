/** The speech engine "freetts". Everything here is private to the bundle. */
package announcer.tts.freetts;
