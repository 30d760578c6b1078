package announcer.pages;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings of the pages. */
@ObjectClassDefinition(localization = "OSGI-INF/l10n/pages", name = "%pages", description = "%pages.help")
@interface PagesConfig {
    /** The address of this server, as a customer's telephone reaches it; empty: the one by which the page was opened. */
    @AttributeDefinition(name = "%publicUrl", description = "%publicUrl.help", required = false)
    String publicUrl() default "";
}
