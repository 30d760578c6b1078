package announcer.lexicon;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

import announcer.api.lexicon.TicketGrammar;

/** How one language says tickets. */
@ObjectClassDefinition(localization = "OSGI-INF/l10n/ticket", name = "%ticket", description = "%ticket.help")
@interface TicketConfig {
    /** PID of the factory. */
    String PID = TicketGrammar.PID;

    @AttributeDefinition(name = "%language", description = "%language.help")
    String language();

    @AttributeDefinition(name = "%letters", description = "%letters.help", options = {
            @Option(label = "%letters.SPELLED", value = "SPELLED"), @Option(label = "%letters.AS_WRITTEN", value = "AS_WRITTEN")})
    String letters() default "SPELLED";

    @AttributeDefinition(name = "%digits", description = "%digits.help", options = {@Option(label = "%digits.NUMBER", value = "NUMBER"),
            @Option(label = "%digits.GROUPS", value = "GROUPS"), @Option(label = "%digits.ONE_BY_ONE", value = "ONE_BY_ONE")})
    String digits() default "NUMBER";

    @AttributeDefinition(name = "%longestNumber", description = "%longestNumber.help", min = "1", max = "9")
    int longestNumber() default 2;

    @AttributeDefinition(name = "%groupSize", description = "%groupSize.help", min = "2", max = "4")
    int groupSize() default 2;

    @AttributeDefinition(name = "%leadingZeros", description = "%leadingZeros.help")
    boolean leadingZeros() default true;

    @AttributeDefinition(name = "%order", description = "%order.help", options = {
            @Option(label = "%order.AS_WRITTEN", value = "AS_WRITTEN"), @Option(label = "%order.LETTERS_FIRST", value = "LETTERS_FIRST"),
            @Option(label = "%order.DIGITS_FIRST", value = "DIGITS_FIRST")})
    String order() default "AS_WRITTEN";

    @AttributeDefinition(name = "%names", description = "%names.help", cardinality = 100, required = false)
    String[] names() default {};

    @AttributeDefinition(name = "%ticketForm", description = "%ticketForm.help", required = false)
    String ticketForm() default "";

    @AttributeDefinition(name = "%counterForm", description = "%counterForm.help", required = false)
    String counterForm() default "";

    @AttributeDefinition(name = "%template", description = "%template.help", required = false)
    String template() default "";

    @AttributeDefinition(name = "%inTexts", description = "%inTexts.help")
    boolean inTexts() default false;
}
