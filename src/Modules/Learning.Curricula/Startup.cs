using Learning.Framework;

namespace Learning.Curricula;

public sealed class Startup : ModuleStartup;
