using Learning.Framework;

namespace Learning.Bureau;

public sealed class Startup : ModuleStartup;
