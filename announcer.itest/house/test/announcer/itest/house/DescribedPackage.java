package announcer.itest.house;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** The condition that the package of a class has a {@code package-info.java}. */
final class DescribedPackage extends ArchCondition<JavaClass> {
    DescribedPackage() {
        super("lie in a package with a package-info.java");
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        boolean described = type.getPackage().tryGetPackageInfo().isPresent();
        events.add(new SimpleConditionEvent(type, described, type.getPackageName() + " has no package-info.java (seen from "
                + type.getName() + ")"));
    }
}
