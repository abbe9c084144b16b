using Learning.Framework;

namespace Learning.Targets;

public sealed class Startup : ModuleStartup;
