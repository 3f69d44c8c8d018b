using HyperScaffold.Contracts;
using HyperScaffold.Pruners;

namespace HyperScaffold.Runtime.Tests.Pruners;

public sealed class PercentilePrunerTests : PrunerContract
{
    protected override IPruner Create() => PrunerFactory.Create("percentile", epochs: 30);
}

public sealed class HalvingPrunerTests : PrunerContract
{
    protected override IPruner Create() => PrunerFactory.Create("halving", epochs: 30);
}

public sealed class HyperbandPrunerTests : PrunerContract
{
    protected override IPruner Create() => PrunerFactory.Create("hyperband", epochs: 30);
}

public sealed class PatientPrunerTests : PrunerContract
{
    protected override IPruner Create() => PrunerFactory.Create("patient", epochs: 30);
}

public sealed class WilcoxonPrunerTests : PrunerContract
{
    protected override IPruner Create() => PrunerFactory.Create("wilcoxon");
}

public sealed class NonePrunerTests : PrunerContract
{
    protected override bool EndsPoorTrials => false;

    protected override IPruner Create() => PrunerFactory.Create("none");
}
