/** The support report: the state of the product without secrets and without spoken texts. Made on the thread that asks for it. */
package announcer.monitor.support;
