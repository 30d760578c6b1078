/** Words for messages: shortened texts and the name that was probably meant. Pure functions, any thread. */
package announcer.lib.text;
