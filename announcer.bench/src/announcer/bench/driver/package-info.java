/**
 * What all drivers need: the options of the command line, and the product that is measured. Both are used by the driver's thread alone.
 */
package announcer.bench.driver;
