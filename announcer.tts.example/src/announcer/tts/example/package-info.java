/** An example to start from: the speech engine "morse". Everything here is private to the bundle. */
package announcer.tts.example;
