/** Text from outside, strictly read, and words for messages: shortened texts and the name that was probably meant. Stateless, any thread. */
package announcer.lib.text;
