using Learning.Framework;

namespace Learning.Hours;

public sealed class Startup : ModuleStartup;
